// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxoneliststation.h"

#include <QHash>
#include <QJsonDocument>
#include <QRegularExpression>

namespace muster::test {

using namespace Qt::StringLiterals;

namespace {

CxoneSandboxSettings settings()
{
    CxoneSandboxSettings settings;
    settings.tenant.contacts = 400;
    settings.tenant.seed = 7;
    settings.tenant.jobTime = std::chrono::milliseconds(100);
    return settings;
}

bool isSame(const CxoneSandboxRecord &one, const CxoneSandboxRecord &other)
{
    return one.externalId == other.externalId && one.destinations == other.destinations && one.members == other.members
        && one.others == other.others;
}

} // namespace

CxoneListStation::CxoneListStation()
    : CxoneStation(settings())
{
}

CommandResult CxoneListStation::makePlan(qint64 list, const QString &regions)
{
    CommandResult preview
        = run({u"lists"_s, u"sanitize"_s, QString::number(list), u"--default-region"_s, u"US"_s, u"--regions"_s,
               regions, u"--other-regions"_s, u"purge"_s, u"--block"_s, u"none"_s, u"--plan"_s, plan()});
    const QList<QByteArray> lines = readFile(plan()).split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject change = QJsonDocument::fromJson(line).object();
        const QString id = change[u"id"_s].toString();
        if (change[u"action"_s] == u"fix"_s)
            m_fixes.insert(id, change[u"to"_s].toString().sliced(1));
        else if (change[u"action"_s] == u"purge"_s)
            m_purges.append(id);
    }
    return preview;
}

QStringList CxoneListStation::applying(const QStringList &more) const
{
    return QStringList{u"lists"_s,           u"apply"_s,
                       u"--plan"_s,          plan(),
                       u"--confirm-count"_s, QString::number(m_purges.size()),
                       u"--plain-backup"_s}
    + more;
}

CxoneListStation::Records CxoneListStation::records(qint64 list) const
{
    Records all;
    for (const CxoneSandboxRecord &record : sandbox().listTruth(list)) {
        if (all.contains(record.externalId))
            qFatal("%s is there twice", qPrintable(record.externalId));
        all.insert(record.externalId, record);
    }
    return all;
}

CxoneListStation::Records CxoneListStation::planned(Records before) const
{
    for (auto fix = m_fixes.cbegin(); fix != m_fixes.cend(); ++fix)
        before[fix.key()].destinations[0] = fix.value();
    for (const QString &id : m_purges) {
        if (!id.startsWith(u'0'))
            before.remove(id);
    }
    return before;
}

QStringList CxoneListStation::differences(qint64 list, const Records &wanted) const
{
    const Records found = records(list);
    QStringList lines;
    for (auto record = wanted.cbegin(); record != wanted.cend(); ++record) {
        if (!found.contains(record.key()))
            lines.append(u"lost: "_s + record.key());
        else if (!isSame(found[record.key()], *record))
            lines.append(u"another: "_s + record.key());
    }
    for (auto record = found.cbegin(); record != found.cend(); ++record) {
        if (!wanted.contains(record.key()))
            lines.append(u"still there: "_s + record.key());
    }
    return lines;
}

std::shared_ptr<UploadWitness> UploadWitness::watch(CxoneStation &station, qint64 list, const IsWritten &isWritten)
{
    const auto witness = std::make_shared<UploadWitness>();
    const CxoneSandbox &sandbox = station.sandbox();
    station.addWatcher([witness, list, isWritten, &sandbox](const SandboxRequest &request) {
        if (request.method != "GET")
            witness->see(request, sandbox.listTruth(list), isWritten);
    });
    return witness;
}

void UploadWitness::see(const SandboxRequest &request, const QList<CxoneSandboxRecord> &truth,
                        const IsWritten &isWritten)
{
    const bool isUpload = request.path.endsWith("/upload");
    if (!isUpload && !request.path.contains("/removeProspects"))
        return;
    QStringList ids, findings;
    if (isUpload) {
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        if (body[u"startSkill"_s].toBool())
            findings.append(u"it would start a skill"_s);
        const auto rows = QByteArray::fromBase64(body[u"listFile"_s].toString().toLatin1()).split('\n');
        for (const QByteArray &row : rows.mid(1)) {
            if (!row.isEmpty())
                ids.append(QString::fromUtf8(row.split(',').first()));
        }
    } else {
        static const QRegularExpression id(u"\\d+"_s); // the body holds nothing else of digits
        for (auto match = id.globalMatch(QString::fromLatin1(request.body)); match.hasNext();)
            ids.append(match.next().captured());
    }
    if (ids.isEmpty())
        findings.append(u"nobody is named"_s);
    QHash<QString, const CxoneSandboxRecord *> there;
    for (const CxoneSandboxRecord &record : truth)
        there.insert(record.externalId, &record);
    for (const QString &id : std::as_const(ids)) {
        const CxoneSandboxRecord *record = there.value(id);
        if (isUpload && record != nullptr && isWritten(*record))
            findings.append(u"written twice: "_s + id);
        if (!isUpload && record == nullptr)
            findings.append(u"removed twice: "_s + id);
    }
    const QMutexLocker lock(&m_mutex);
    m_findings += findings;
}

QStringList UploadWitness::findings() const
{
    const QMutexLocker lock(&m_mutex);
    return m_findings;
}

} // namespace muster::test
