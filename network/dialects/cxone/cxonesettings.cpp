// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonesettings.h"

#include "network/codec/cxonelistcodec.h"
#include "network/http/originpolicy.h"

#include <QRegularExpression>
#include <algorithm>

namespace muster {

namespace {

using Method = CxoneSettings::SignInMethod;

bool isAddress(const QString &value)
{
    const QUrl url(value, QUrl::StrictMode);
    return url.isValid() && !addressFault(url, AddressSource::Person) && url.path().isEmpty() && !url.hasQuery()
        && !url.hasFragment();
}

bool isClientId(const QString &value)
{
    return value.size() <= 256 && std::none_of(value.begin(), value.end(), [](QChar c) { return c.isSpace(); });
}

bool isVersion(const QString &value)
{
    static const QRegularExpression version(QStringLiteral("\\A[1-9][0-9]{0,2}\\.[0-9]{1,2}\\z"));
    return version.match(value).hasMatch();
}

bool isPath(const QString &value)
{
    static const QRegularExpression path(QStringLiteral("\\A[A-Za-z0-9_.-]{1,64}(/[A-Za-z0-9_.-]{1,64}){0,4}\\z"));
    return path.match(value).hasMatch() && !value.contains(QLatin1String(".."));
}

bool isColumn(const QString &value)
{
    return !value.isEmpty() && value.size() <= 100 && value.trimmed() == value && value.isValidUtf16()
        && std::none_of(value.begin(), value.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

/// "firstName=First name, city=Town"; nullopt: it is not spelled so, or names a member or a column twice.
std::optional<QMap<QString, QString>> memberColumnsOf(const QString &value)
{
    QMap<QString, QString> columns;
    if (value.trimmed().isEmpty())
        return columns;
    for (const QString &pair : value.split(u',')) {
        const QString member = pair.section(u'=', 0, 0).trimmed(), column = pair.section(u'=', 1).trimmed();
        if (!cxoneStandardFields().contains(member) || !isColumn(column) || columns.contains(member)
            || columns.values().contains(column))
            return std::nullopt;
        columns.insert(member, column);
    }
    return columns;
}

bool isNumberedVersion(const QString &value)
{
    static const QRegularExpression version(QStringLiteral("\\A[1-9][0-9]{0,3}\\z"));
    return version.match(value).hasMatch();
}

/// "Start Date, ANI"; nullopt: it names no column, one twice, or one that is none.
std::optional<QStringList> columnsOf(const QString &value)
{
    QStringList columns;
    for (const QString &part : value.split(u',')) {
        const QString column = part.trimmed();
        if (!isColumn(column) || columns.contains(column) || columns.size() == 200)
            return std::nullopt;
        columns.append(column);
    }
    return columns;
}

bool isDays(const QString &value)
{
    bool isNumber = false;
    const int days = value.toInt(&isNumber);
    return isNumber && days >= 1 && days <= 365 && value == QString::number(days);
}

bool isRecordCeiling(const QString &value)
{
    bool isNumber = false;
    const qint64 records = value.toLongLong(&isNumber);
    return isNumber && records >= 0 && records <= 1'000'000'000 && value == QString::number(records);
}

QString valueOf(const ConnectionProfile &profile, const QString &key)
{
    const auto option = std::ranges::find(cxoneOptions(), key, &DialectOption::key);
    const QString chosen = profile.options.value(key, option->standard);
    return option->accepts(chosen) ? chosen : option->standard;
}

} // namespace

QString cxoneTestedVersion()
{
    return QStringLiteral("31.0");
}

namespace {

QList<DialectOption> makeOptions()
{
    const QString yes = QStringLiteral("yes"), no = QStringLiteral("no");
    const auto host
        = [](const char *area) { return QStringLiteral("https://%1.nice-incontact.com").arg(QLatin1String(area)); };
    return {
        {.key = QStringLiteral("sign_in"),
         .standard = QStringLiteral("access-key"),
         .choices = {keyOf(Method::AccessKey), keyOf(Method::PasswordBasic), keyOf(Method::PasswordBody)}},
        // Areas that NICE's own pages name; there are others.
        {.key = QStringLiteral("sign_in_host"),
         .standard = host("na1"),
         .choices = {host("na1"), host("eu1"), host("au1")},
         .isOpen = true,
         .isValid = isAddress},
        {.key = QStringLiteral("client"), .isOpen = true, .isValid = isClientId},
        {.key = QStringLiteral("analytics"), .standard = yes, .choices = {yes, no}},
        {.key = QStringLiteral("completed_days"), .standard = QStringLiteral("30"), .isOpen = true, .isValid = isDays},
        // What NICE's pages name today; an older edition named half of it.
        {.key = QStringLiteral("record_ceiling"),
         .standard = QStringLiteral("1000000"),
         .isOpen = true,
         .isValid = isRecordCeiling},
        {.key = QStringLiteral("api_version"), .standard = cxoneTestedVersion(), .isOpen = true, .isValid = isVersion},
        {.key = QStringLiteral("analytics_path"),
         .standard = QStringLiteral("interaction-analytics-gateway/v2"),
         .isOpen = true,
         .isValid = isPath},
        {.key = QStringLiteral("digital_path"),
         .standard = QStringLiteral("dfo/3.0"),
         .isOpen = true,
         .isValid = isPath},
        {.key = QStringLiteral("id_column"),
         .standard = QStringLiteral("externalId"),
         .isOpen = true,
         .isValid = isColumn},
        {.key = QStringLiteral("phone_column"),
         .standard = QStringLiteral("phone"),
         .isOpen = true,
         .isValid = isColumn},
        {.key = QStringLiteral("member_columns"),
         .isOpen = true,
         .isValid = [](const QString &value) { return memberColumnsOf(value).has_value(); }},
        {.key = QStringLiteral("extraction_path"),
         .standard = QStringLiteral("data-extraction/v1"),
         .isOpen = true,
         .isValid = isPath},
        {.key = QStringLiteral("extraction_version"),
         .standard = QStringLiteral("7"),
         .isOpen = true,
         .isValid = isNumberedVersion},
        // Whether the last day counts is not published. To the next day nothing is lost, and what comes twice is
        // dropped by its id; the other way a day could be empty without a word.
        {.key = QStringLiteral("extraction_end"),
         .standard = QStringLiteral("next-day"),
         .choices = {QStringLiteral("next-day"), QStringLiteral("same-day")}},
        {.key = QStringLiteral("extraction_id_column"),
         .standard = QStringLiteral("Segment ID"),
         .isOpen = true,
         .isValid = isColumn},
        // Those that programs of others are known to read.
        {.key = QStringLiteral("extraction_columns"),
         .standard = QStringLiteral("Start Date, ANI, DNIS, Disposition, Agent 1 Name, Agent 1 Team, Agent 1 Skills, "
                                    "Agent 1 ACD ID, Voice Recording Status"),
         .isOpen = true,
         .isValid = [](const QString &value) { return columnsOf(value).has_value(); }},
    };
}

} // namespace

const QList<DialectOption> &cxoneOptions()
{
    static const QList<DialectOption> options = makeOptions();
    return options;
}

CxoneSettings cxoneSettings(const ConnectionProfile &profile)
{
    const auto text = [&profile](const char *key) { return valueOf(profile, QString::fromLatin1(key)); };
    return {.method = muster::valueOf<Method>(text("sign_in")).value_or(Method::AccessKey),
            .signInHost = QUrl(text("sign_in_host"), QUrl::StrictMode),
            .client = text("client"),
            .apiVersion = text("api_version"),
            .analyticsPath = text("analytics_path"),
            .digitalPath = text("digital_path"),
            .completedDays = text("completed_days").toInt(),
            .hasAnalytics = text("analytics") == QLatin1String("yes"),
            .recordCeiling = text("record_ceiling").toLongLong(),
            .idColumn = text("id_column"),
            .phoneColumn = text("phone_column"),
            .memberColumns = memberColumnsOf(text("member_columns")).value_or(QMap<QString, QString>()),
            .extractionPath = text("extraction_path"),
            .extractionVersion = text("extraction_version"),
            .extractionEndsNextDay = text("extraction_end") == QLatin1String("next-day"),
            .extractionIdColumn = text("extraction_id_column"),
            .extractionColumns = columnsOf(text("extraction_columns")).value_or(QStringList())};
}

} // namespace muster
