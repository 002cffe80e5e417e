// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files of the data folder whose readers hold more than a list (S44): registered versions of audiences, the index of
// number lists, recent things and uses in the settings, kept evidence, the head of the history, the time that was
// believed last, the ids of signing keys. Whatever is in them, what is
// read makes sense, what is written then reads back, and a position is believed only with its signature.

#include "models/palette/usagememory.h"
#include "models/rules/lists/sanitizationdirective.h"
#include "models/store/appsettings.h"
#include "models/store/audienceversions.h"
#include "models/store/audithead.h"
#include "models/store/clockwitness.h"
#include "models/store/durablefile.h"
#include "models/store/evidencestore.h"
#include "models/store/frameseal.h"
#include "models/store/numberliststore.h"
#include "models/store/recentitems.h"
#include "models/store/secretstore.h"
#include "models/store/signingkeys.h"
#include "network/http/clock.h"
#include "tests/fuzz/fuzzers.h"

#include <QCoreApplication>
#include <QCoro/QCoroTask>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <cstdint>
#include <cstdlib>

namespace fuzz_storefiles {

namespace {

using namespace muster;

const QByteArray fixedKey(32, 'k');

class FixedVault final : public KeyVault
{
public:
    QCoro::Task<Result<void>> keep(QString, Secret, std::stop_token) override { co_return Result<void>{}; }
    QCoro::Task<Result<Secret>> find(QString, std::stop_token) override { co_return Result<Secret>(Secret(fixedKey)); }
    void forget(const QString &) override { }
};

void must(bool holds)
{
    if (!holds)
        std::abort();
}

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(folderOf(path));
    QFile file(path);
    must(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void audiences(const QString &folder, const QByteArray &bytes)
{
    const QString profile = QStringLiteral("p"), audience = QStringLiteral("a");
    const QString name = AudienceVersions::digestOf("p\na").left(32);
    write(folder + QStringLiteral("/versions/") + name + QStringLiteral(".json"), bytes);
    const AudienceVersions store(folder);
    if (const auto read = store.versions(profile, audience)) {
        for (const AudienceVersion &version : *read)
            must(version.version >= 1 && version.at.isValid() && version.digest.size() == 64);
    }
    AudienceVersion mine;
    mine.profileId = profile;
    mine.audienceId = audience;
    mine.version = 7;
    mine.at = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    mine.runId = QStringLiteral("mine");
    mine.digest = QString(64, u'd');
    if (!store.add(mine))
        return; // a newer version's, say
    const auto again = store.versions(profile, audience);
    must(again && !again->isEmpty() && again->size() <= AudienceVersions::maxVersions);
    bool found = false;
    for (const AudienceVersion &version : *again)
        found = found || (version.runId == mine.runId && version.version == mine.version);
    must(found);
}

void numberLists(const QString &folder, const QByteArray &bytes)
{
    write(folder + QStringLiteral("/index.json"), bytes);
    std::optional<ApiError> first;
    {
        NumberListStore store(folder);
        first = store.load();
        SanitizationDirective directive;
        for (const NumberListInfo &list : store.lists()) {
            must(!list.id.isEmpty() && !list.name.isEmpty() && !list.digest.contains(u'/'));
            (list.use == NumberListUse::Suppression ? directive.suppressionLists : directive.disposableLists)
                << list.id;
        }
        if (!store.lists().isEmpty()) // none of the copies is there
            must(!NumberListStore::loadFor(directive, store.lists(), folder));
    }
    NumberListStore again(folder);
    const bool stays = first && first->code == QLatin1String("newer_version");
    must(again.load().has_value() == stays);
}

void recents(const QString &folder, const QByteArray &bytes)
{
    write(folder + QStringLiteral("/settings.json"), bytes);
    AppSettings settings(folder);
    (void)settings.load();
    SystemClock clock;
    RecentItems recent(settings, clock);
    const QList<RecentItem> items = recent.items(QStringLiteral("p"));
    must(items.size() <= RecentItems::maxItems);
    for (const RecentItem &item : items)
        must(!item.id.isEmpty() && item.id.size() <= RecentItems::maxText && !item.name.isEmpty()
             && item.opened.isValid());
    recent.note(QStringLiteral("p"), RecentItem::Kind::List, QStringLiteral("mine"), QStringLiteral("Mine"));
    const QList<RecentItem> after = recent.items(QStringLiteral("p"));
    must(!after.isEmpty() && after.first().id == QLatin1String("mine") && after.size() <= RecentItems::maxItems);
}

void evidence(const QString &folder, const QByteArray &bytes)
{
    // Behind its first line, or as it is.
    const bool whole = !bytes.isEmpty() && (bytes[0] & 1) != 0;
    const QByteArray header = "muster-evidence 1 " + FrameSeal::fingerprint(Secret(fixedKey)).toHex() + '\n';
    write(folder + QStringLiteral("/entries"), (whole ? header : QByteArray()) + bytes.mid(1));
    FixedVault vault;
    EvidenceStore store(folder, vault, false);
    const auto read = QCoro::waitFor(store.load({}));
    const EvidenceStore::Entry mine{"+12025550123", "consent=yes", ConsentEvidence::Consent};
    const auto kept = QCoro::waitFor(store.keep({mine}, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC), {}));
    must(kept.has_value() == read.has_value());
    if (!kept)
        return;
    const auto again = QCoro::waitFor(store.load({}));
    must(again && *again);
}

void head(const QString &folder, const QByteArray &bytes)
{
    write(folder + QStringLiteral("/audit.key"), fixedKey);
    write(folder + QStringLiteral("/audit.head"), bytes);
    const auto looked = AuditHead::open(folder, true, DiskAccess::system());
    must(looked && looked->exists());
    const auto opened = AuditHead::open(folder, false, DiskAccess::system());
    must(opened && opened->key() == fixedKey);
    must(opened->position().has_value() == looked->position().has_value());
    if (const auto &position = looked->position()) { // believed: then it is there with its signature
        QByteArray slot = "muster-audit-head 1 " + QByteArray::number(position->sequence).rightJustified(20, '0') + ' '
            + position->digest.toLatin1() + ' ';
        slot += QMessageAuthenticationCode::hash(slot, fixedKey, QCryptographicHash::Sha256).toHex();
        must(bytes.contains(slot));
    }
    AuditHead mended = *AuditHead::open(folder, false, DiskAccess::system());
    qint64 from = mended.position() ? mended.position()->sequence : 0;
    must(from >= 0);
    if (from > (1LL << 60))
        return;
    for (int step = 0; step < 3; ++step)
        must(mended.advance({++from, QString(64, QLatin1Char(char('a' + step)))}).has_value());
    const auto after = AuditHead::open(folder, true, DiskAccess::system());
    must(after && after->position() && after->position()->sequence == from);
}

void clock(const QString &folder, const QByteArray &bytes)
{
    const QString file = folder + QStringLiteral("/clock");
    write(file, bytes);
    const SystemClock system;
    ClockWitness witness(file, {}, system);
    const BelievableTime now = witness.now();
    must(now.clock.isValid() && now.earliest.isValid() && now.latest.isValid() && now.earliest <= now.latest);
    witness.serverSaid(system.wallNow());
    must(!witness.now().isDoubtful());
    (void)witness.save()();
}

void usage(const QString &, const QByteArray &bytes)
{
    const QDateTime now(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    UsageMemory memory = UsageMemory::fromJson(QJsonDocument::fromJson(bytes).array());
    const QJsonArray kept = memory.toJson();
    must(kept.size() <= UsageMemory::mostIds && UsageMemory::fromJson(kept).toJson() == kept);
    for (const QJsonValue &one : kept) {
        const int weight = memory.weight(one[u"id"].toString(), now);
        must(weight >= 0 && weight <= UsageMemory::mostWeight);
    }
    memory.noteUse(QStringLiteral("mine"), now);
    must(memory.toJson().size() <= UsageMemory::mostIds && memory.weight(QStringLiteral("mine"), now) > 0);
}

void signingKeys(const QString &folder, const QByteArray &bytes)
{
    write(folder + QStringLiteral("/signing-keys.json"), bytes);
    FixedVault vault;
    std::optional<ApiError> first;
    {
        SigningKeys keys(folder, vault);
        first = keys.load();
        for (const SigningKeys::Receiver &receiver : keys.receivers()) {
            must(!receiver.keys.isEmpty() && keys.hasKey(QUrl(receiver.origin)));
            for (const SigningKeys::KeyInfo &key : receiver.keys)
                must(key.id.size() == 8 && key.madeAt.isValid());
        }
    }
    SigningKeys again(folder, vault);
    must(again.load().has_value() == (first && first->code == QLatin1String("newer_version")));
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const QTemporaryDir folder(QString::fromLatin1(muster::tests::scratchFolder));
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 1, qsizetype(size) - 1);
    void (*const readers[])(const QString &, const QByteArray &)
        = {audiences, numberLists, recents, evidence, head, clock, usage, signingKeys};
    readers[data[0] % std::size(readers)](folder.path(), bytes);
    return 0;
}

} // namespace fuzz_storefiles

MUSTER_FUZZER(fuzz_storefiles)
