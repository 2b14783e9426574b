"""Addresses of the whole site. Pages carry their language in front: /en/, /es/."""

from __future__ import annotations

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from actc_site.languages import choose_language
from interview.public.site_files import robots, sitemap

# One way in for all staff: the admin's own sign-in page would know no limit on guessing.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/<str:code>/", choose_language, name="language"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        # Of allauth only these: nobody signs up, an admin makes the accounts.
        path("accounts/login/", account.login, name="account_login"),
        path("accounts/logout/", account.logout, name="account_logout"),
        path("accounts/inactive/", account.account_inactive, name="account_inactive"),
        path("accounts/password/change/", account.password_change, name="account_change_password"),
        path("accounts/confirm/", account.reauthenticate, name="account_reauthenticate"),
        path("accounts/second-factor/", include("allauth.mfa.urls")),
        path("", include("interview.urls")),
        prefix_default_language=True,
    ),
]
