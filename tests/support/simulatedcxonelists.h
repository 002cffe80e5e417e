// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/cxone/cxonecontactlists.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/http/apitransport.h"
#include "network/http/qnamchannel.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/wire/mapped.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/transportfixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

/// Contact lists of CXone against its simulator.
namespace muster::test::cxonelists {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline const QString renewals = u"4101"_s, leads = u"4102"_s, dozen = u"4103"_s, nobodyYet = u"4104"_s;
inline const QString running = u"Outbound welcome"_s;

inline QString wordOf(WriteFate fate)
{
    static constexpr std::array words{"applied", "accepted", "rejected", "absent", "unknown", "not sent"};
    return QLatin1String(words.at(std::size_t(fate)));
}

/// As "4101000003 accepted".
inline QStringList said(const WriteAnswer &answer)
{
    return mapped(answer.fates, [](const RecordFate &fate) {
        const QString why = fate.error && !fate.error->code.isEmpty() ? u": "_s + fate.error->code : QString();
        return QString(fate.contactId + u' ' + wordOf(fate.fate) + why);
    });
}

inline qsizetype countOf(const WriteAnswer &answer, WriteFate fate)
{
    return std::ranges::count(answer.fates, fate, &RecordFate::fate);
}

/// Of each uploaded file, without the one with the names.
inline QList<qsizetype> rowsOf(const QList<SandboxRequest> &uploads)
{
    return mapped(uploads, [](const SandboxRequest &request) {
        const QString file = QJsonDocument::fromJson(request.body).object().value(u"listFile"_s).toString();
        return QByteArray::fromBase64(file.toLatin1()).count('\n') - 1;
    });
}

struct Contact
{
    QString id, phone;
    QByteArray members;
};

/// The simulator on loopback; what is waited for passes at once.
struct SimulatedCxoneLists
{
    explicit SimulatedCxoneLists(CxoneSandboxSettings settings = {}, const QMap<QString, QString> &options = {})
        : sandbox([&settings] {
            settings.tenant.jobTime = 20ms;
            settings.tenant.contacts = 1100;
            return settings;
        }())
    {
        const auto started = sandbox.start();
        Q_ASSERT(started);
        clock.setWall(QDateTime::currentDateTimeUtc());
        ConnectionProfile profile = profileOf(sandbox);
        profile.options.insert(options);
        transport = std::make_unique<ApiTransport>(
            profile, cxoneDialect()->protocol, channel,
            [this](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return sandbox.accessKeySecret(); }, clock);
        client = std::make_unique<CxoneContactLists>(*transport);
    }
    /// By pages of `limit`.
    QList<Contact> read(const QString &list, int limit = CxoneContactLists::recordsPerPage)
    {
        QList<Contact> all;
        QByteArray cursor;
        do {
            const auto raw = QCoro::waitFor(client->page(list, cursor, limit, &observer, {}));
            const auto page = raw ? client->decoder()->decode(*raw) : Result<RecordPage>(failure(raw.error()));
            if (!page) {
                qWarning() << errorKindKey(page.error().kind) << page.error().code;
                return {};
            }
            for (std::size_t row = 0; row < page->rowCount(); ++row) {
                const auto text
                    = [](std::string_view view) { return QString::fromUtf8(view.data(), qsizetype(view.size())); };
                all.append(
                    {text(page->id(row)), text(page->text(page->cell(row, 0))), text(page->extras(row)).toUtf8()});
            }
            cursor = page->nextCursor;
        } while (!cursor.isEmpty());
        return all;
    }
    WriteAnswer correct(const QString &list, const QList<ContactPhone> &contacts, const DialConsent &consent = {})
    {
        return QCoro::waitFor(client->correct(list, contacts, consent, &observer, {}));
    }
    WriteAnswer purge(const QString &list, const QStringList &ids)
    {
        return QCoro::waitFor(client->purge(list, ids, &observer, {}));
    }
    WriteAnswer restore(const QString &list, const QList<ContactPhone> &contacts, const DialConsent &consent = {})
    {
        return QCoro::waitFor(client->restore(list, contacts, consent, &observer, {}));
    }
    std::optional<CxoneSandboxRecord> truth(const QString &list, const QString &id)
    {
        const auto all = sandbox.listTruth(list.toLongLong());
        const auto found = std::ranges::find(all, id, &CxoneSandboxRecord::externalId);
        return found == all.end() ? std::nullopt : std::optional(*found);
    }
    QStringList numbersOf(const QString &list, const QString &id)
    {
        const auto record = truth(list, id);
        return record ? record->destinations : QStringList{u"gone"_s};
    }
    /// Uploads that file as somebody else would.
    WriteFate fill(const QString &list, const QStringList &columns, const QStringList &cells)
    {
        auto file = CxoneUploadFile::of(columns).value();
        if (file.add(cells))
            return WriteFate::Rejected;
        const CxoneUpload upload{list, file.csv(), 1, {{running}}};
        return QCoro::waitFor(CxoneUploads(*transport).upload(upload, &observer, {})).fate;
    }
    /// New numbers for the list's first contacts.
    QList<ContactPhone> newNumbers(const QString &list, qsizetype count)
    {
        const auto all = sandbox.listTruth(list.toLongLong());
        QList<ContactPhone> contacts;
        for (qsizetype at = 0; at < count; ++at)
            contacts.append({all.at(at).externalId, u"+1212556"_s + QString::number(at).rightJustified(4, u'0'), {}});
        return contacts;
    }
    void fail(SandboxFault fault, const QString &method, const QString &path)
    {
        fault.method = method;
        fault.path = path;
        sandbox.addFault(fault);
    }
    QList<SandboxRequest> writes(const QByteArray &path)
    {
        QList<SandboxRequest> all = sandbox.requests();
        all.removeIf([&path](const SandboxRequest &one) { return one.method == "GET" || !one.path.contains(path); });
        return all;
    }

    CxoneSandbox sandbox;
    FakeClock clock;
    QnamChannel channel;
    RecordingObserver observer;
    std::unique_ptr<ApiTransport> transport;
    std::unique_ptr<CxoneContactLists> client;
};

} // namespace muster::test::cxonelists
