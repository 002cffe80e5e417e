// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/profilestore.h"

#include "models/rules/jsonmembers.h"
#include "models/store/durablefile.h"
#include "models/store/profilejson.h"
#include "models/store/storedlist.h"
#include "network/dialects/apidialect.h"
#include "network/http/originpolicy.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>
#include <algorithm>

namespace muster {

namespace {

constexpr int profilesVersion = 1;
constexpr qint64 maxProfilesFile = 4 * 1024 * 1024;
const char *const storeFormat = "muster-profiles";
const char *const exportFormat = "muster-profile";

ApiError badProfile(const QString &subject, const QString &field, const char *issue)
{
    return {.kind = ErrorKind::BadInput,
            .code = QStringLiteral("bad_profile"),
            .subject = subject,
            .details = {{field, QString::fromLatin1(issue)}}};
}

// Version of a file of ours; nullopt when it is none.
std::optional<int> versionOf(const QJsonObject &object, const char *format)
{
    if (object.value(QLatin1String("format")).toString() != QLatin1String(format))
        return std::nullopt;
    const int version = object.value(QLatin1String("version")).toInt(0);
    return version > 0 ? std::optional(version) : std::nullopt;
}

} // namespace

ProfileStore::ProfileStore(QString folder, QObject *parent, DiskAccess &disk)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_disk(disk)
{
}

QString ProfileStore::file() const
{
    return m_folder + QStringLiteral("/profiles.json");
}

std::optional<ApiError> ProfileStore::load(bool readOnly)
{
    m_profiles.clear();
    m_refusal.reset();
    if (readOnly)
        m_refusal = ApiError{.kind = ErrorKind::InUse, .code = QStringLiteral("read_only"), .subject = file()};
    std::optional<ApiError> notice;
    const auto bytes = (readOnly ? Result<void>() : makePrivateFile(file())).and_then([this] {
        return readWholeFile(file(), maxProfilesFile, m_disk);
    });
    if (bytes) {
        notice = take(*bytes);
    } else if (fileTrouble(bytes.error()) == FileTrouble::TooLarge) {
        notice = take(QByteArray());
    } else if (fileTrouble(bytes.error()) != FileTrouble::NotFound) {
        m_refusal = notice = bytes.error();
    }
    Q_EMIT changed();
    return notice;
}

// Takes what is sound; anything else puts the whole file beside, for a person to look at.
std::optional<ApiError> ProfileStore::take(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const auto version = versionOf(object, storeFormat);
    if (version && *version > profilesVersion) {
        m_refusal = ApiError{.kind = ErrorKind::Damaged, .code = QStringLiteral("newer_version"), .subject = file()};
        return m_refusal;
    }
    QList<FieldFault> faults;
    const QJsonArray list = object.value(QLatin1String("profiles")).toArray();
    for (const QJsonValue item : list) {
        auto profile = profileFromJson(item.toObject());
        if (profile && !byId(profile->id) && !byName(profile->name))
            m_profiles.append(*std::move(profile));
        else if (profile)
            faults.append({profile->name, QStringLiteral("name_taken")});
        else
            faults.append(profile.error().details);
    }
    if (version && faults.isEmpty() && object.value(QLatin1String("profiles")).isArray())
        return std::nullopt;
    ApiError notice{.kind = ErrorKind::Damaged,
                    .code = QStringLiteral("profiles_damaged"),
                    .subject = file(),
                    .details = faults.mid(0, 20)};
    if (isReadOnly())
        return notice;
    const auto kept = keepBeside(file(), m_disk);
    if (!kept) {
        m_refusal = kept.error(); // what cannot be kept must not be overwritten
        notice.detail = kept.error().detail;
        return notice;
    }
    notice.subject = *kept;
    if (!m_profiles.isEmpty()) {
        if (const auto written = write(m_profiles); !written)
            notice.detail = written.error().detail;
    }
    return notice;
}

std::optional<ConnectionProfile> ProfileStore::byId(const QString &id) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
                                    [&](const ConnectionProfile &profile) { return profile.id == id; });
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

std::optional<ConnectionProfile> ProfileStore::byName(const QString &name) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
                                    [&](const ConnectionProfile &profile) { return isSameName(profile.name, name); });
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

Result<void> ProfileStore::save(const ConnectionProfile &profile)
{
    QList<FieldFault> found = faults(profile);
    const auto namesake = byName(profile.name);
    if (namesake && namesake->id != profile.id)
        found.append({QStringLiteral("name"), QStringLiteral("name_taken")});
    if (!found.isEmpty()) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = QStringLiteral("bad_profile"),
                        .subject = profile.name.left(200),
                        .details = found.mid(0, 20)});
    }
    QList<ConnectionProfile> profiles = m_profiles;
    const auto same = std::find_if(profiles.begin(), profiles.end(),
                                   [&](const ConnectionProfile &known) { return known.id == profile.id; });
    if (same != profiles.end())
        *same = profile;
    else
        profiles.append(profile);
    TRY_VOID(write(profiles));
    m_profiles = profiles;
    Q_EMIT changed();
    return {};
}

Result<void> ProfileStore::remove(const QString &id)
{
    QList<ConnectionProfile> profiles = m_profiles;
    if (profiles.removeIf([&](const ConnectionProfile &profile) { return profile.id == id; }) == 0)
        return failure(ErrorKind::BadInput, "unknown_profile", id);
    TRY_VOID(write(profiles));
    m_profiles = profiles;
    Q_EMIT changed();
    return {};
}

Result<void> ProfileStore::write(const QList<ConnectionProfile> &profiles) const
{
    if (m_refusal)
        return failure(*m_refusal);
    QJsonArray list;
    for (const ConnectionProfile &profile : profiles)
        list.append(profileToJson(profile));
    const QJsonObject object{{QStringLiteral("format"), QLatin1String(storeFormat)},
                             {QStringLiteral("version"), profilesVersion},
                             {QStringLiteral("profiles"), list}};
    return makePrivateFolder(m_folder, m_disk).and_then([&] {
        return writeFileDurably(file(), QJsonDocument(object).toJson(), Existing::Replace, m_disk);
    });
}

Result<void> ProfileStore::exportTo(const QString &id, const QString &target) const
{
    const auto profile = byId(id);
    if (!profile)
        return failure(ErrorKind::BadInput, "unknown_profile", id);
    QJsonObject content = profileToJson(*profile);
    content.remove(QStringLiteral("id")); // names the secret in the key store, which is of this machine
    const QJsonObject object{{QStringLiteral("format"), QLatin1String(exportFormat)},
                             {QStringLiteral("version"), profilesVersion},
                             {QStringLiteral("profile"), content}};
    return writeFileDurably(target, QJsonDocument(object).toJson(), Existing::Refuse, m_disk);
}

Result<ConnectionProfile> ProfileStore::importFrom(const QString &source)
{
    TRY(bytes, readWholeFile(source, maxProfilesFile));
    QJsonParseError parsing;
    const QJsonObject object = QJsonDocument::fromJson(*bytes, &parsing).object();
    if (parsing.error != QJsonParseError::NoError)
        return failure(badProfile(source, QStringLiteral("offset %1").arg(parsing.offset), "not_json"));
    const auto version = versionOf(object, exportFormat);
    if (!version)
        return failure(badProfile(source, QStringLiteral("format"), "unknown"));
    if (*version > profilesVersion)
        return failure(badProfile(source, QStringLiteral("version"), "newer"));
    auto profile = profileFromJson(object.value(QLatin1String("profile")).toObject());
    if (profile) {
        if (const auto found = faults(*profile); !found.isEmpty())
            return failure(badProfile(source, found.first().field, found.first().issue.toLatin1().constData()));
        // Whoever wrote the file must not decide where a token may go.
        profile->approvedOrigins.clear();
        profile->id = QUuid::createUuid().toString(QUuid::Id128);
    }
    return profile;
}

QList<FieldFault> ProfileStore::faults(const ConnectionProfile &profile)
{
    QList<FieldFault> found = profileFaults(profile);
    if (const auto dialect = DialectRegistry::instance().find(profile.dialect))
        found += dialect->optionFaults(profile);
    else if (!profile.dialect.isEmpty())
        found.append({QStringLiteral("dialect"), QStringLiteral("unknown_dialect")});
    return found;
}

namespace {

constexpr qint64 maxMemoryBytes = 1024 * 1024;

} // namespace

TenantMemory::TenantMemory(QString folder)
    : m_file(folder + QStringLiteral("/tenants.json"))
{
    const auto bytes = readWholeFile(m_file, maxMemoryBytes);
    const QJsonObject known = bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
    for (auto one = known.begin(); one != known.end(); ++one)
        m_identities.insert(one.key(), one.value().toString());
}

std::function<Result<void>()> TenantMemory::remember(const ConnectionProfile &profile)
{
    const QString identity = identityOf(profile);
    if (m_identities.value(profile.id) == identity)
        return {};
    m_identities.insert(profile.id, identity);
    QJsonObject known;
    for (auto one = m_identities.cbegin(); one != m_identities.cend(); ++one)
        known.insert(one.key(), one.value());
    return [file = m_file, bytes = QJsonDocument(known).toJson(QJsonDocument::Compact)] {
        return writeFileDurably(file, bytes);
    };
}

QStringList TenantMemory::sameTenant(const ConnectionProfile &profile) const
{
    QStringList ids = m_identities.keys(identityOf(profile));
    ids.removeAll(profile.id);
    ids.sort();
    return ids;
}

QString TenantMemory::identityOf(const ConnectionProfile &profile)
{
    JsonWriter json;
    json.beginObject();
    json.member("dialect", profile.dialect);
    json.member("clientId", profile.clientId);
    json.beginArray("addresses");
    for (auto service = profile.services.keyBegin(); service != profile.services.keyEnd(); ++service) {
        const QUrl url = profile.serviceUrl(*service).adjusted(QUrl::StripTrailingSlash);
        json.element(serviceKey(*service) + u' ' + originOf(url) + url.path(QUrl::FullyEncoded));
    }
    json.endArray();
    json.endObject();
    return QString::fromLatin1(QCryptographicHash::hash(json.bytes(), QCryptographicHash::Sha256).toHex());
}

} // namespace muster
