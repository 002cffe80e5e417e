// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/numberliststore.h"

#include "models/background/whendone.h"
#include "models/rules/jsonmembers.h"
#include "models/rules/numbers/numberengine.h"
#include "models/store/durablefile.h"
#include "network/wire/mapped.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QUuid>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 maxContentBytes = qint64(2) * 1024 * 1024 * 1024;
constexpr qsizetype maxName = 200, maxLists = 500;
constexpr auto listSuffix = QLatin1String(".txt");

QString contentFile(const QString &folder, const QString &digest)
{
    return ContentFiles::pathOf(folder, digest, listSuffix);
}

void describe(JsonMembers &members, NumberListInfo &info)
{
    members.member("id", info.id);
    members.require(!info.id.isEmpty() && info.id.size() <= 64);
    members.member("name", info.name);
    members.require(!info.name.trimmed().isEmpty() && info.name.size() <= maxName);
    members.key("use", info.use);
    members.member("source", info.source);
    members.member("imported_at", info.importedAt);
    members.member("default_region", info.defaultRegion);
    members.member("numbers", info.numbers, 0);
    members.member("prefixes", info.prefixes, 0);
    members.member("unreadable", info.unreadable, 0);
    members.member("digest", info.digest);
    members.require(isContentDigest(info.digest));
}

bool sameList(const NumberListInfo &one, const NumberListInfo &other)
{
    return one.use == other.use && one.name.compare(other.name, Qt::CaseInsensitive) == 0;
}

/// On a worker: reads the file and writes the copy, whose name is its digest.
Result<NumberListImport> prepare(NumberListInfo info, const QString &file, const QString &folder, DiskAccess &disk,
                                 const std::stop_token &stop)
{
    const NumberEngine &engine = NumberEngine::shared();
    const RegionIndex region = engine.regions().indexOf(info.defaultRegion.toStdString());
    if (region == 0 && !info.defaultRegion.isEmpty())
        return refusedName("unknown_region", info.defaultRegion);
    TRY(read, readNumberList(engine, file, region, stop));
    info.digest = read->set->digest();
    info.numbers = read->report.numbers;
    info.prefixes = read->report.prefixes;
    info.unreadable = read->report.unreadable;
    TRY_VOID(makePrivateFolder(folder, disk));
    TRY(writer, DurableWriter::create(contentFile(folder, info.digest), Existing::Replace, disk));
    Result<void> written;
    read->set->writeCanonical([&](QByteArrayView piece) {
        if (written)
            written = writer->append(piece);
    });
    if (written)
        written = writer->finish();
    return written.map([&] { return NumberListImport{info, read->report}; });
}

Result<DirectiveNumberLists::Entry> loadStored(const NumberListInfo &info, const QString &folder)
{
    const auto bytes = readWholeFile(contentFile(folder, info.digest), maxContentBytes);
    if (!bytes) {
        ApiError error = bytes.error();
        error.subject = info.name; // the file's own name tells a person nothing
        return failure(std::move(error));
    }
    const QByteArray digest = QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256).toHex();
    auto set = NumberSet::readCanonical(*bytes);
    if (QLatin1String(digest) != info.digest || !set) {
        return failure(ErrorKind::Damaged, "number_list_altered", info.name);
    }
    return DirectiveNumberLists::Entry{info.name, info.source, info.importedAt, *set, {}};
}

} // namespace

struct NumberListStore::Importing
{
    QFuture<Result<NumberListImport>> future;
    std::stop_source stop;
};

NumberListStore::NumberListStore(QString folder, QObject *parent, DiskAccess &disk)
    : StoredItems({folder + QStringLiteral("/index.json"), QStringLiteral("muster-number-lists"),
                   QStringLiteral("number_lists_damaged"), disk},
                  parent)
    , m_files(folder, listSuffix, disk)
    , m_disk(disk)
{
}

NumberListStore::~NumberListStore()
{
    if (m_importing)
        m_importing->stop.request_stop(); // the worker has all it needs by value; load() clears what it may leave
}

std::optional<ApiError> NumberListStore::load()
{
    const auto notice = StoredItems::load();
    if (!notice && !isReadOnly())
        m_files.dropStrays(mapped(m_items, &NumberListInfo::digest));
    return notice;
}

bool NumberListStore::take(const QJsonObject &object, Items &items) const
{
    NumberListInfo info;
    const bool sound = memberFault(object, info, describe).isEmpty() && items.size() < maxLists
        && std::none_of(
                           items.begin(), items.end(),
                           [&](const NumberListInfo &known) { return known.id == info.id || sameList(known, info); });
    if (sound)
        items.append(info);
    return sound;
}

QJsonObject NumberListStore::toJson(const NumberListInfo &info) const
{
    return jsonObject(info, describe);
}

bool NumberListStore::isBefore(const NumberListInfo &one, const NumberListInfo &other) const
{
    return isNameBefore(one.name, other.name);
}

QStringList NumberListStore::digestsOf(const SanitizationDirective &directive) const
{
    QStringList digests;
    for (const QStringList *ids : {&directive.suppressionLists, &directive.disposableLists}) {
        for (const QString &id : *ids) {
            const auto list = byId(id);
            digests.append(list ? list->digest : QString());
        }
    }
    return digests;
}

std::optional<NumberListInfo> NumberListStore::byId(const QString &id) const
{
    const auto found
        = std::find_if(m_items.begin(), m_items.end(), [&](const NumberListInfo &info) { return info.id == id; });
    return found == m_items.end() ? std::nullopt : std::optional(*found);
}

void NumberListStore::importFile(const QString &name, NumberListUse use, const QString &file,
                                 const QString &defaultRegion)
{
    NumberListInfo info{.name = name.trimmed(),
                        .use = use,
                        .source = QFileInfo(file).fileName().left(255),
                        .importedAt = QDateTime::currentDateTimeUtc(),
                        .defaultRegion = defaultRegion};
    const char *fault = m_importing  ? "import_running"
        : info.name.isEmpty()        ? "name_missing"
        : info.name.size() > maxName ? "name_too_long"
        : m_items.size() >= maxLists ? "too_many_lists"
        : isReadOnly()               ? "read_only"
                                     : nullptr;
    if (fault != nullptr) {
        // Later, as every other answer: who asked is not called back from within.
        QMetaObject::invokeMethod(
            this,
            [this, error = refusedName(fault, info.name)] { Q_EMIT importFinished(Result<NumberListImport>(error)); },
            Qt::QueuedConnection);
        return;
    }
    m_importing = std::make_unique<Importing>();
    m_importing->future
        = QtConcurrent::run([info, file, folder = folder(), &disk = m_disk, stop = m_importing->stop.get_token()] {
              return prepare(info, file, folder, disk, stop);
          });
    whenDone(this, m_importing->future, [this](const Result<NumberListImport> &prepared) {
        m_importing.reset(); // so that who hears of it can start the next one
        Q_EMIT importFinished(prepared ? add(*prepared) : prepared);
    });
}

Result<NumberListImport> NumberListStore::add(const NumberListImport &import)
{
    NumberListImport added = import;
    Items lists = m_items;
    QString replaced;
    const auto same = std::find_if(lists.begin(), lists.end(),
                                   [&](const NumberListInfo &known) { return sameList(known, added.info); });
    if (same != lists.end()) {
        added.info.id = same->id;
        replaced = same->digest;
        *same = added.info;
    } else {
        added.info.id = QUuid::createUuid().toString(QUuid::Id128);
        lists.append(added.info);
    }
    const auto written = replace(std::move(lists));
    m_files.drop(written ? replaced : added.info.digest, mapped(m_items, &NumberListInfo::digest));
    return written.map([&] { return added; });
}

Result<void> NumberListStore::remove(const QString &id)
{
    const auto info = byId(id);
    if (!info)
        return refusedName("unknown_number_list", id);
    Items lists = m_items;
    lists.removeIf([&](const NumberListInfo &known) { return known.id == id; });
    TRY_VOID(replace(std::move(lists)));
    m_files.drop(info->digest, mapped(m_items, &NumberListInfo::digest));
    return {};
}

Result<DirectiveNumberLists> NumberListStore::loadFor(const SanitizationDirective &directive,
                                                      const QList<NumberListInfo> &lists, const QString &folder,
                                                      const std::stop_token &stop)
{
    DirectiveNumberLists loaded;
    const NumberEngine &engine = NumberEngine::shared();
    const RegionIndex region = engine.regions().indexOf(directive.defaultRegion.toStdString());
    const auto loadOne = [&](const QString &id) -> Result<DirectiveNumberLists::Entry> {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        const auto known
            = std::find_if(lists.begin(), lists.end(), [&](const NumberListInfo &info) { return info.id == id; });
        if (known != lists.end())
            return loadStored(*known, folder);
        const QFileInfo file(id);
        if (!file.isFile())
            return refusedName("unknown_number_list", id);
        return readNumberList(engine, id, region, stop).map([&](ReadNumberList read) {
            return DirectiveNumberLists::Entry{file.fileName(), file.fileName(), file.lastModified().toUTC(), read.set,
                                               read.report};
        });
    };
    for (const auto &[ids, entries] : {std::pair{&directive.suppressionLists, &loaded.suppression},
                                       std::pair{&directive.disposableLists, &loaded.disposable}}) {
        for (const QString &id : *ids) {
            TRY(entry, loadOne(id));
            loaded.digests.append(entry->set->digest());
            entries->push_back(*std::move(entry));
        }
    }
    return loaded;
}

} // namespace muster
