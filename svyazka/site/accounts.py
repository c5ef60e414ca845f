"""How people sign in: nobody signs themselves up, a deactivated person is let in nowhere."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.usersessions.middleware import UserSessionsMiddleware


class Accounts(DefaultAccountAdapter):
    """The library's doors, with the one for strangers shut: people come by invitation."""

    def is_open_for_signup(self, request) -> bool:
        return False


class Sessions(UserSessionsMiddleware):
    """The list of where a person is signed in; a program with a token is no such place."""

    def __call__(self, request):
        return self.get_response(request) if request.token is not None else super().__call__(request)
