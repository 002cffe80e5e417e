// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/apidialect.h"
#include "network/wire/keytable.h"

namespace muster {

/// What differs between tenants of NICE CXone, or is not sure enough to be fixed: a connection's options, read. Nothing
/// of it was tried on a live tenant.
struct CxoneSettings
{
    enum class SignInMethod {
        AccessKey, ///< JSON with the pair, at the area's host.
        PasswordBasic, ///< Password grant at the issuer's token endpoint, registered client by HTTP Basic.
        PasswordBody, ///< The same, client in the body.
    };
    SignInMethod method = SignInMethod::AccessKey;
    QUrl signInHost; ///< Where access keys are turned into tokens.
    QString client; ///< Id of the registered client; empty for access keys.
    QString apiVersion; ///< Of the ACD API, as "31.0".
    QString analyticsPath; ///< Of Interaction Analytics at the API's host, without slashes around it.
    QString digitalPath; ///< Of Digital Engagement, likewise.
    int completedDays = 30; ///< So far back completed contacts are a source of people.
    bool hasAnalytics = true; ///< The tenant has a licence for Interaction Analytics.
    qint64 recordCeiling = 1'000'000; ///< Of all calling lists and do-not-call groups together; 0: none.
    QString idColumn; ///< Of files that calling lists are made of: where the external id stands.
    QString phoneColumn; ///< Likewise a record's first number.
    QMap<QString, QString> memberColumns; ///< By the standard member of a record that they fill.
    QString extractionPath; ///< Of data extraction at the API's host, without slashes around it.
    QString extractionVersion; ///< Of its entity, as "7".
    bool extractionEndsNextDay = true; ///< A day is asked for as from itself to the next one, not to itself.
    QString extractionIdColumn; ///< Of its tables: the contact id of a record.
    QStringList extractionColumns; ///< Of its tables: what can be chosen.
};

/// As in the option "sign_in" and in `--json`.
template <>
inline constexpr KeyTable<CxoneSettings::SignInMethod, 3> keyTable<CxoneSettings::SignInMethod>{{
    {CxoneSettings::SignInMethod::AccessKey, QLatin1String("access-key")},
    {CxoneSettings::SignInMethod::PasswordBasic, QLatin1String("password-basic")},
    {CxoneSettings::SignInMethod::PasswordBody, QLatin1String("password-body")},
}};

/// Of a connection of the dialect "cxone"; a value that is not valid counts as its standard.
[[nodiscard]] CxoneSettings cxoneSettings(const ConnectionProfile &profile);
/// In the order in which they are offered.
[[nodiscard]] const QList<DialectOption> &cxoneOptions();
/// The ACD API's newest version that Muster was tested with (on its simulator), as "31.0".
[[nodiscard]] QString cxoneTestedVersion();

} // namespace muster
