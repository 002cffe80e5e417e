// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/registrystore.h"

#include "models/background/whendone.h"
#include "models/rules/jsonmembers.h"
#include "models/rules/numbers/numberengine.h"
#include "models/runs/detach.h"
#include "models/store/auditlog.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "network/api/filedownload.h"
#include "network/wire/mapped.h"
#include "network/wire/thrown.h"

#include <QBuffer>
#include <QCoro/QCoroTask>
#include <QPointer>
#include <QUrl>
#include <QUuid>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

constexpr auto registrySuffix = QLatin1String(".numbers");
constexpr auto incoming = QLatin1String("/incoming.numbers");

QString numbersFile(const QString &folder, const QString &digest)
{
    return ContentFiles::pathOf(folder, digest, registrySuffix);
}

bool isAddress(const QString &source)
{
    return source.contains(QLatin1String("://"));
}

void describe(JsonMembers &members, Registry &registry)
{
    members.member("id", registry.id);
    members.require(!registry.id.isEmpty() && registry.id.size() <= 64);
    members.member("name", registry.name);
    members.require(isUsableName(registry.name, RegistryStore::maxName));
    members.key("kind", registry.kind);
    members.member("source", registry.source);
    members.require(!registry.source.isEmpty());
    members.member("columns", registry.format.columns);
    members.member("default_region", registry.format.defaultRegion);
    members.member("skips_unreadable", registry.format.skipsUnreadable);
    QString asOf = registry.asOf.toString(Qt::ISODate);
    members.member("as_of", asOf);
    registry.asOf = QDate::fromString(asOf, Qt::ISODate);
    members.require(registry.asOf.isValid());
    members.member("imported_at", registry.importedAt);
    members.member("numbers", registry.numbers, 0);
    members.member("prefixes", registry.prefixes, 0);
    members.member("unreadable", registry.unreadable, 0);
    members.member("digest", registry.digest);
    members.require(isContentDigest(registry.digest));
    members.member("source_sha256", registry.sourceDigest);
    members.require(isContentDigest(registry.sourceDigest));
}

QJsonObject auditFacts(const Registry &registry)
{
    return {{QStringLiteral("registry"), registry.name},
            {QStringLiteral("kind"), QString(keyOf(registry.kind))},
            {QStringLiteral("source"), registry.sourceName()},
            {QStringLiteral("source_sha256"), registry.sourceDigest},
            {QStringLiteral("as_of"), registry.asOf.toString(Qt::ISODate)},
            {QStringLiteral("numbers"), registry.numbers},
            {QStringLiteral("prefixes"), registry.prefixes},
            {QStringLiteral("unreadable"), registry.unreadable},
            {QStringLiteral("sha256"), registry.digest}};
}

/// On a worker: the numbers lie under the name of their digest afterwards.
Result<RegistryImport> prepare(Registry registry, const std::optional<QDate> &asOf,
                               const std::optional<QByteArray> &bytes, const QString &folder, DiskAccess &disk,
                               const RegistryReader::Progress &progress, const std::stop_token &stop)
{
    TRY_VOID(makePrivateFolder(folder, disk));
    const QDate today = QDate::currentDate();
    registry.asOf = asOf ? *asOf : bytes ? today : QFileInfo(registry.source).lastModified().date();
    const QString target = folder + incoming;
    const RegistryReader reader(NumberEngine::shared(), registry.format);
    std::unique_ptr<QBuffer> loaded;
    if (bytes) {
        loaded = std::make_unique<QBuffer>();
        loaded->setData(*bytes);
        loaded->open(QIODevice::ReadOnly);
    }
    TRY(report,
        bytes ? reader.read(std::move(loaded), registry.sourceName(), target, progress, stop)
              : reader.readFile(registry.source, target, progress, stop));
    registry.numbers = report->numbers;
    registry.prefixes = report->prefixes;
    registry.unreadable = report->unreadable;
    registry.digest = report->digest;
    registry.sourceDigest = report->sourceDigest;
    registry.importedAt = QDateTime::currentDateTimeUtc();
    const QString kept = numbersFile(folder, registry.digest);
    const bool isKnown = QFileInfo::exists(kept);
    if (const auto renamed = renameDurably(target, kept, Existing::Replace, disk); !renamed) {
        (void)removeDurably(target, disk);
        if (!isKnown)
            (void)removeDurably(kept, disk);
        return failure(renamed.error());
    }
    return RegistryImport{registry, *std::move(report)};
}

} // namespace

struct RegistryStore::Importing
{
    QFuture<Result<RegistryImport>> future;
    std::shared_ptr<std::atomic<double>> share = std::make_shared<std::atomic<double>>(0.0);
    std::stop_source stop;
};

RegistryStore::RegistryStore(QString folder, AuditLog &audit, QObject *parent, DiskAccess &disk)
    : NamedItems({folder + QStringLiteral("/index.json"), QStringLiteral("muster-registries"),
                  QStringLiteral("registries_damaged"), disk},
                 parent)
    , m_files(folder, registrySuffix, disk, {QStringLiteral(".spill-*")})
    , m_audit(audit)
    , m_disk(disk)
{
}

RegistryStore::~RegistryStore()
{
    if (m_importing)
        m_importing->stop.request_stop(); // the worker has all it needs by value; load() clears what it may leave
}

std::optional<ApiError> RegistryStore::load()
{
    const auto notice = NamedItems::load();
    if (!notice && !isReadOnly())
        m_files.dropStrays(mapped(m_items, &Registry::digest));
    return notice;
}

bool RegistryStore::take(const QJsonObject &object, Items &items) const
{
    Registry registry;
    const bool isSound = memberFault(object, registry, describe).isEmpty() && items.size() < maxRegistries
        && std::ranges::none_of(items, hasName(registry.name));
    if (isSound)
        items.append(registry);
    return isSound;
}

QJsonObject RegistryStore::toJson(const Registry &registry) const
{
    return jsonObject(registry, describe);
}

std::optional<ApiError> RegistryStore::fault(const RegistryOrder &order) const
{
    const auto error = [](Result<void> result) { return result ? std::nullopt : std::optional(result.error()); };
    if (m_importing)
        return error(refusedName("import_running", order.name));
    if (isReadOnly())
        return error(refusedName("read_only", order.name));
    if (const auto name = error(checkName(order.name, maxName)))
        return name;
    if (!named(order.name) && m_items.size() >= maxRegistries)
        return error(refusedName("too_many_registries", order.name));
    if (isAddress(order.source)) {
        if (auto wrong = FileDownload::fault(QUrl(order.source, QUrl::StrictMode)))
            return wrong;
    }
    // A day of leeway, since the day may have begun where the file came from.
    if (order.asOf && *order.asOf > QDate::currentDate().addDays(1))
        return muster::fault(ErrorKind::BadInput, "registry_in_the_future", order.asOf->toString(Qt::ISODate));
    return std::nullopt;
}

void RegistryStore::import(const RegistryOrder &order)
{
    if (const auto error = fault(order)) {
        // Later, as every other answer: who asked is not called back from within.
        QMetaObject::invokeMethod(
            this, [this, error = *error] { Q_EMIT importFinished(tl::unexpected(error)); }, Qt::QueuedConnection);
        return;
    }
    m_importing = std::make_unique<Importing>();
    if (isAddress(order.source))
        load(order);
    else
        read(order, std::nullopt);
}

void RegistryStore::load(const RegistryOrder &order)
{
    if (!m_download)
        m_download = std::make_shared<FileDownload>();
    // It keeps what it asks; what comes when this is gone is dropped.
    const auto loading = [](QPointer<RegistryStore> self, std::shared_ptr<FileDownload> download, RegistryOrder wanted,
                            std::stop_token stop) -> QCoro::Task<void> {
        auto file = co_await download->fetch(QUrl(wanted.source, QUrl::StrictMode), stop);
        if (!self)
            co_return;
        if (!file) {
            self->end(tl::unexpected(file.error()));
            co_return;
        }
        if (!wanted.asOf && file->written.isValid() && file->written <= QDate::currentDate())
            wanted.asOf = file->written;
        self->read(wanted, file->bytes);
    };
    detach(loading(this, m_download, order, m_importing->stop.get_token()), this,
           [](RegistryStore *self, const ApiError &thrown) { self->end(tl::unexpected(thrown)); });
}

void RegistryStore::read(const RegistryOrder &order, const std::optional<QByteArray> &bytes)
{
    const Registry registry{
        .name = order.name.trimmed(), .kind = order.kind, .source = order.source, .format = order.format};
    const auto progress = [share = m_importing->share](double done) { share->store(done); };
    m_importing->future = QtConcurrent::run([registry, asOf = order.asOf, bytes, folder = folder(), &disk = m_disk,
                                             progress, stop = m_importing->stop.get_token()] {
        return withoutThrowing([&] { return prepare(registry, asOf, bytes, folder, disk, progress, stop); });
    });
    whenDone(this, m_importing->future, [this](const Result<RegistryImport> &prepared) { end(prepared); });
}

void RegistryStore::end(const Result<RegistryImport> &prepared)
{
    m_importing.reset(); // so that who hears of it can start the next one
    Q_EMIT importFinished(prepared ? add(*prepared) : prepared);
}

void RegistryStore::setChannel(std::unique_ptr<HttpChannel> channel)
{
    m_download = std::make_shared<FileDownload>(std::move(channel));
}

void RegistryStore::refresh(const QString &name, std::optional<QDate> asOf)
{
    const auto registry = named(name);
    if (!registry) {
        const ApiError error = refusedName("unknown_registry", name).value();
        QMetaObject::invokeMethod(
            this, [this, error] { Q_EMIT importFinished(tl::unexpected(error)); }, Qt::QueuedConnection);
        return;
    }
    import({registry->name, registry->kind, registry->source, registry->format, asOf});
}

void RegistryStore::cancelImport()
{
    if (m_importing)
        m_importing->stop.request_stop();
}

double RegistryStore::importShare() const
{
    return m_importing ? m_importing->share->load() : 0;
}

Result<RegistryImport> RegistryStore::add(const RegistryImport &import)
{
    RegistryImport added = import;
    Items registries = m_items;
    QString replaced;
    const auto same = std::ranges::find_if(registries, hasName(added.registry.name));
    if (same != registries.end()) {
        added.registry.id = same->id;
        replaced = same->digest;
        *same = added.registry;
    } else {
        added.registry.id = QUuid::createUuid().toString(QUuid::Id128);
        registries.append(added.registry);
    }
    const auto entered = m_audit.append(QStringLiteral("registry.imported"), {}, auditFacts(added.registry));
    const Result<void> written
        = entered ? replace(std::move(registries)) : Result<void>(tl::unexpected(entered.error()));
    m_files.drop(written ? replaced : added.registry.digest, mapped(m_items, &Registry::digest));
    if (!written)
        return failure(written.error());
    return added;
}

Result<void> RegistryStore::remove(const QString &name)
{
    const auto registry = named(name);
    if (!registry)
        return refusedName("unknown_registry", name);
    TRY_VOID(m_audit.append(QStringLiteral("registry.removed"), {}, auditFacts(*registry)));
    TRY_VOID(removeNamed(name, "unknown_registry"));
    m_files.drop(registry->digest, mapped(m_items, &Registry::digest));
    return {};
}

Result<std::shared_ptr<const NumberSetFile>> RegistryStore::numbersOf(const Registry &registry, const QString &folder,
                                                                      const std::stop_token &stop)
{
    auto set = NumberSetFile::open(numbersFile(folder, registry.digest), stop);
    if (!set && set.error().kind == ErrorKind::Cancelled)
        return set;
    if (!set) {
        ApiError error = set.error();
        // The file's own name tells a person nothing.
        error.subject = registry.name;
        if (error.code == QLatin1String("number_set_unreadable") || fileTrouble(error) == FileTrouble::NotFound)
            error = muster::fault(ErrorKind::Damaged, "registry_altered", registry.name);
        return tl::unexpected(error);
    }
    if ((*set)->digest() != registry.digest)
        return failure(ErrorKind::Damaged, "registry_altered", registry.name);
    return set;
}

} // namespace muster
