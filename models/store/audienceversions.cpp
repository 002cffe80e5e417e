// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/audienceversions.h"

#include "models/rules/jsonmembers.h"
#include "models/store/durablefile.h"
#include "models/store/storedlist.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace muster {

namespace {

const QString &listFormat()
{
    static const QString format = QStringLiteral("muster-audience-versions");
    return format;
}

ApiError noPayload(const QString &digest)
{
    return ApiError{.kind = ErrorKind::BadInput, .code = QStringLiteral("not_found"), .subject = digest};
}

void describe(JsonMembers &members, AudienceVersion &version)
{
    members.member("profile", version.profileId);
    members.member("profile_name", version.profileName);
    members.member("audience", version.audienceId);
    members.member("version", version.version, 1);
    members.member("at", version.at);
    members.member("actor", version.actor);
    members.member("run", version.runId);
    members.member("sha256", version.digest);
    members.require(isContentDigest(version.digest));
}

QJsonArray toJson(const QList<AudienceVersion> &versions)
{
    QJsonArray array;
    for (const AudienceVersion &version : versions)
        array.append(jsonObject(version, describe));
    return array;
}

/// Oldest first, as they stand in the file.
struct Stored
{
    Stored(const QString &path, DiskAccess &disk)
        : file(path, listFormat(), QStringLiteral("versions_damaged"), disk)
    {
    }
    std::optional<ApiError> load()
    {
        return file.load(
            [this](const QJsonObject &object) {
                AudienceVersion version;
                if (!memberFault(object, version, describe).isEmpty())
                    return false;
                versions.append(version);
                return true;
            },
            [this] { return toJson(versions); });
    }
    StoredList file;
    QList<AudienceVersion> versions;
};

} // namespace

AudienceVersions::AudienceVersions(QString folder, DiskAccess &disk)
    : m_folder(std::move(folder))
    , m_disk(disk)
{
}

QString AudienceVersions::digestOf(const QByteArray &payload)
{
    return QString::fromLatin1(QCryptographicHash::hash(payload, QCryptographicHash::Sha256).toHex());
}

QString AudienceVersions::payloadFile(const QString &digest) const
{
    return m_folder + QStringLiteral("/payloads/") + digest + QStringLiteral(".json");
}

// Ids come from servers and profiles from people: neither becomes a part of a path (S19).
QString AudienceVersions::versionsFile(const QString &profileId, const QString &audienceId) const
{
    const QByteArray key = profileId.toUtf8() + '\n' + audienceId.toLower().toUtf8();
    return m_folder + QStringLiteral("/versions/") + digestOf(key).left(32) + QStringLiteral(".json");
}

Result<void> AudienceVersions::keepPayload(const QByteArray &payload) const
{
    const QString file = payloadFile(digestOf(payload));
    TRY_VOID(makePrivateFolder(folderOf(file), m_disk));
    const auto written = writeFileDurably(file, payload, Existing::Refuse, m_disk);
    const bool there = !written && fileTrouble(written.error()) == FileTrouble::Exists;
    if (!there)
        return written;
    // The name says what has to be in it; whatever else stands there is replaced.
    const auto kept = readWholeFile(file, maxPayload, m_disk);
    return kept && *kept == payload ? Result<void>() : writeFileDurably(file, payload, Existing::Replace, m_disk);
}

Result<QByteArray> AudienceVersions::payload(const QString &digest) const
{
    if (!isContentDigest(digest))
        return failure(noPayload(digest));
    auto bytes = readWholeFile(payloadFile(digest), maxPayload, m_disk);
    if (bytes && digestOf(*bytes) != digest)
        return failure(ErrorKind::Damaged, "payload_changed", digest);
    return bytes;
}

Result<void> AudienceVersions::erasePayload(const QString &digest) const
{
    if (!isContentDigest(digest))
        return failure(noPayload(digest));
    const QString file = payloadFile(digest);
    return QFileInfo::exists(file) ? removeDurably(file, m_disk) : Result<void>();
}

Result<void> AudienceVersions::add(const AudienceVersion &version) const
{
    const QString file = versionsFile(version.profileId, version.audienceId);
    TRY_VOID(makePrivateFolder(folderOf(file), m_disk));
    Stored stored(file, m_disk);
    if (const auto notice = stored.load(); notice && stored.file.isReadOnly())
        return failure(*notice);
    const bool known = std::ranges::any_of(stored.versions, [&version](const AudienceVersion &other) {
        return other.runId == version.runId && other.version == version.version;
    });
    if (known)
        return {};
    stored.versions.append(version);
    if (stored.versions.size() > maxVersions)
        stored.versions.remove(0, stored.versions.size() - maxVersions);
    return stored.file.write(toJson(stored.versions));
}

Result<QList<AudienceVersion>> AudienceVersions::readVersions(const QString &file) const
{
    if (!QFileInfo::exists(file))
        return QList<AudienceVersion>();
    Stored stored(file, m_disk);
    stored.file.setReadOnly(); // Whoever only looks mends nothing: another one may be writing.
    if (const auto notice = stored.load(); notice && stored.versions.isEmpty())
        return failure(*notice);
    std::ranges::reverse(stored.versions);
    return stored.versions;
}

Result<QList<AudienceVersion>> AudienceVersions::versions(const QString &profileId, const QString &audienceId) const
{
    TRY(versions, readVersions(versionsFile(profileId, audienceId)));
    for (AudienceVersion &version : *versions)
        version.isErased = !QFileInfo::exists(payloadFile(version.digest));
    return *std::move(versions);
}

namespace {

std::optional<AudienceVersion> newestKept(const QList<AudienceVersion> &newestFirst)
{
    const auto found
        = std::ranges::find_if(newestFirst, [](const AudienceVersion &one) { return one.runId.isEmpty(); });
    return found == newestFirst.cend() ? std::nullopt : std::optional(*found);
}

} // namespace

Result<QList<AudienceVersion>> AudienceVersions::kept(const QString &profileId) const
{
    QList<AudienceVersion> found;
    const QDir folder(m_folder + QStringLiteral("/versions"));
    const QStringList files = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    for (const QString &file : files) {
        TRY(versions, readVersions(folder.filePath(file)));
        const auto newest = newestKept(*versions);
        if (newest && newest->profileId == profileId)
            found.append(*newest);
    }
    return found;
}

Result<std::optional<AudienceVersion>> AudienceVersions::keptVersion(const QString &profileId,
                                                                     const QString &audienceId) const
{
    TRY(versions, readVersions(versionsFile(profileId, audienceId)));
    return newestKept(*versions);
}

} // namespace muster
