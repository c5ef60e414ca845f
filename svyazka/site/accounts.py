"""How people sign in: nobody signs themselves up, a deactivated person is let in nowhere."""

from allauth.account.adapter import DefaultAccountAdapter


class Accounts(DefaultAccountAdapter):
    """The library's doors, with the one for strangers shut: people come by invitation."""

    def is_open_for_signup(self, request) -> bool:
        return False
