"""Where the pages of specifications and promises are."""

from django.urls import path

from svyazka.briefs.views import brief, editor, interview, need, option, promises, question

app_name = "briefs"
urlpatterns = [
    path("", brief.index, name="list"),
    path("new/<int:engagement_id>/", editor.new, name="new"),
    path("rows/<slug:table>/", editor.row, name="row"),
    path("promises/", promises.promises, name="promises"),
    path("promises/new/<int:engagement_id>/", promises.promise, name="promise"),
    path("promises/<int:promise_id>/outcomes/", promises.settle, name="settle"),
    path("promises/<int:promise_id>/withdrawal/", promises.withdraw, name="withdraw"),
    path("questions/", question.questions, name="questions"),
    path("questions/rows/", question.row, name="question_row"),
    path("questions/<slug:service>/", question.one, name="question_set"),
    path("questions/<slug:service>/new/", question.new, name="new_question_set"),
    path("interviews/", interview.interviews, name="interviews"),
    path("interviews/new/<int:engagement_id>/", interview.begin, name="begin_interview"),
    path("interviews/answers/<int:answer_id>/", interview.answer, name="answer"),
    path("interviews/<int:interview_id>/", interview.interview, name="interview"),
    path("interviews/<int:interview_id>/holding/", interview.hold, name="hold_interview"),
    path("interviews/<int:interview_id>/dropping/", interview.drop, name="drop_interview"),
    path("interviews/<int:interview_id>/needs/", interview.draw, name="draw_need"),
    path("needs/new/<int:engagement_id>/", need.add, name="add_need"),
    path("needs/rows/touched/", need.touched_row, name="touched_row"),
    path("needs/<int:need_id>/", need.need, name="need"),
    path("needs/<int:need_id>/place/", need.place, name="place_need"),
    path("needs/<int:need_id>/removal/", need.removal, name="remove_need"),
    path("needs/<int:need_id>/options/", option.options, name="options"),
    path("needs/<int:need_id>/options/new/", option.propose, name="propose_option"),
    path("options/<int:option_id>/", option.option, name="option"),
    path("options/<int:option_id>/withdrawal/", option.withdrawal, name="withdraw_option"),
    path("options/<int:option_id>/picking/", option.pick, name="pick_option"),
    path("choices/<int:choice_id>/answers/", option.agree, name="answer_choice"),
    path("choices/<int:choice_id>/clauses/", option.clauses, name="option_clauses"),
    path("<int:brief_id>/", brief.one, name="one"),
    path("<int:brief_id>/submission/", brief.submit, name="submit"),
    path("<int:brief_id>/verdicts/", brief.judge, name="judge"),
]
