// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include "network/sandbox/sandboxdata.h"
#include "tests/support/sandboxtruth.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <algorithm>

namespace muster::test {

namespace {

QByteArray csvCell(const std::optional<QByteArray> &value)
{
    if (!value)
        return {};
    if (value->isEmpty())
        return "\"\"";
    // Whatever some program takes for a separator or the end of a row.
    if (std::none_of(value->cbegin(), value->cend(), [](char c) { return QByteArrayView("\",;|\t\r\n").contains(c); }))
        return *value;
    QByteArray cell = *value;
    return '"' + cell.replace("\"", "\"\"") + '"';
}

} // namespace

MusterStation::MusterStation(SandboxSettings settings)
    : m_settings(settings)
    , m_sandbox(std::make_unique<SandboxServer>(settings))
{
    if (!m_sandbox->start())
        qFatal("the sandbox does not start");
}

std::unique_ptr<QProcess> MusterStation::start(const QStringList &arguments)
{
    return launch({QStringLiteral("--base-url"), m_sandbox->url().toString()}, arguments);
}

std::unique_ptr<QProcess> MusterStation::startIn(const QString &dataFolder, const QStringList &arguments)
{
    return launch({QStringLiteral("--base-url"), m_sandbox->url().toString()}, arguments, dataFolder);
}

std::unique_ptr<QProcess> MusterStation::launch(const QStringList &tenant, const QStringList &arguments,
                                                const QString &dataFolder)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
    environment.insert(QStringLiteral("CXONE_CLIENT_ID"), m_sandbox->clientId());
    environment.insert(QStringLiteral("CXONE_CLIENT_SECRET"), QString::fromUtf8(m_sandbox->clientSecret().bytes()));
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(MUSTER_PROGRAM),
                   QStringList{QStringLiteral("--data-dir"), file(dataFolder)} + tenant
                       + QStringList{QStringLiteral("--json")} + arguments);
    return process;
}

CommandResult MusterStation::runOnProduction(const QStringList &arguments)
{
    return finish(*startOnProfile({{QStringLiteral("environment"), QStringLiteral("production")}}, arguments));
}

std::unique_ptr<QProcess> MusterStation::startOnProfile(const QJsonObject &members, const QStringList &arguments)
{
    QJsonObject profile{{QStringLiteral("id"), QString(32, u'a')},
                        {QStringLiteral("name"), QStringLiteral("Saved")},
                        {QStringLiteral("dialect"), QStringLiteral("contract")},
                        {QStringLiteral("base_url"), m_sandbox->url().toString()},
                        {QStringLiteral("client_id"), m_sandbox->clientId()},
                        {QStringLiteral("environment"), QStringLiteral("test")}};
    for (auto member = members.begin(); member != members.end(); ++member)
        profile.insert(member.key(), member.value());
    QDir().mkpath(file(QStringLiteral("data/config")));
    QFile profiles(file(QStringLiteral("data/config/profiles.json")));
    if (!profiles.open(QIODevice::WriteOnly))
        qFatal("the profile cannot be written");
    profiles.write(
        QJsonDocument(QJsonObject{{QStringLiteral("version"), 1}, {QStringLiteral("profiles"), QJsonArray{profile}}})
            .toJson());
    profiles.close();
    return launch({QStringLiteral("--profile"), QStringLiteral("Saved")}, arguments);
}

int MusterStation::sent(const QByteArray &method) const
{
    const auto requests = m_sandbox->requests();
    return int(std::count_if(requests.cbegin(), requests.cend(), [&method](const SandboxRequest &request) {
        return request.method == method && !request.path.endsWith("/token");
    }));
}

QStringList MusterStation::exportEveryone(const QString &name, const QStringList &more) const
{
    return QStringList{QStringLiteral("segments"), QStringLiteral("export"), everyone().segmentId,
                       QStringLiteral("--out"), file(name)}
    + more;
}

SegmentQuery MusterStation::everyone() const
{
    SegmentQuery query;
    query.segmentId = sandboxSegments().first().id;
    for (const SegmentAttribute &attribute : SandboxData::attributes()) {
        if (attribute.valid)
            query.attributes.append(attribute.name);
    }
    return query;
}

QByteArray MusterStation::expectedCsv(const SegmentQuery &query) const
{
    QByteArray csv = "contactId," + query.attributes.join(u',').toUtf8() + "\r\n";
    forEachSandboxRecord(m_settings.seed, m_settings.contacts, query, [&csv](const SandboxRecord &record) {
        csv += record.contactId;
        for (const auto &value : record.values)
            csv += ',' + csvCell(value);
        csv += "\r\n";
        return true;
    });
    return csv;
}

} // namespace muster::test
