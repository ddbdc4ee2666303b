"""The small forms of signing in."""

from django import forms


class PasswordForm(forms.Form):
    """The first step."""

    email = forms.CharField(
        label="E-Mail-Adresse",
        max_length=254,
        error_messages={"required": "Geben Sie Ihre E-Mail-Adresse ein."},
        widget=forms.EmailInput(attrs={"autocomplete": "username", "class": "kern-form-input__input"}),
    )
    password = forms.CharField(
        label="Passwort",
        strip=False,
        max_length=1024,
        error_messages={"required": "Geben Sie Ihr Passwort ein."},
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "class": "kern-form-input__input"}
        ),
    )
    use_required_attribute = False


class CodeForm(forms.Form):
    """The second factor."""

    code = forms.CharField(
        label="Code aus Ihrer App",
        help_text="6 Ziffern",
        max_length=20,
        error_messages={"required": "Geben Sie den Code ein, den Ihre App zeigt."},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "kern-form-input__input"}
        ),
    )
    use_required_attribute = False


class ConfirmPasswordForm(forms.Form):
    """The password again, of somebody who is signed in."""

    password = PasswordForm.base_fields["password"]
    use_required_attribute = False


class NewPasswordForm(forms.Form):
    """A password of one's own, typed twice; a typing error would lock its owner out."""

    password = forms.CharField(
        label="Neues Passwort",
        help_text="Mindestens 15 Zeichen, zum Beispiel vier Wörter, die nichts miteinander zu tun haben.",
        strip=False,
        max_length=1024,
        error_messages={"required": "Geben Sie ein Passwort ein."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "kern-form-input__input"}),
    )
    again = forms.CharField(
        label="Neues Passwort noch einmal",
        strip=False,
        max_length=1024,
        error_messages={"required": "Geben Sie das Passwort noch einmal ein."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "kern-form-input__input"}),
    )
    use_required_attribute = False

    def clean(self) -> None:
        typed = self.cleaned_data
        if "password" in typed and "again" in typed and typed["password"] != typed["again"]:
            self.add_error(
                "again", "Die beiden Passwörter sind nicht gleich. Geben Sie beide noch einmal ein."
            )
