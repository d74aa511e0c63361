"""Where a new password is typed: allauth's forms, which ask for it once, as signing up does.

Apart from `accounts.forms`, which allauth itself reads while it makes its own. Whoever mistypes it gets another link.
"""

from allauth.account import forms as entrance


class ResetPasswordFromKeyForm(entrance.ResetPasswordKeyForm):
    password2 = None


class SetPasswordForm(entrance.SetPasswordForm):
    password2 = None


class ChangePasswordForm(entrance.ChangePasswordForm):
    password2 = None
