// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupformat.h"

#include "models/rules/jsonmembers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>
#include <cmath>

namespace muster::backupformat {

namespace {

constexpr char magic[] = "MUSTER-BACKUP 1 ";
constexpr qsizetype magicBytes = sizeof(magic) - 1;
constexpr char anyVersion[] = "MUSTER-BACKUP ";

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

void addBytes(QByteArray &out, const std::string &text)
{
    out += frameLength(qsizetype(text.size()));
    out.append(text.data(), qsizetype(text.size()));
}

/// Takes fields off the front; empty-handed once anything does not fit.
class FieldReader
{
public:
    explicit FieldReader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    std::uint32_t number()
    {
        if (m_rest.size() < 4)
            return fail();
        const auto value = qFromLittleEndian<std::uint32_t>(m_rest.data());
        m_rest = m_rest.sliced(4);
        return value;
    }
    std::uint8_t byte()
    {
        if (m_rest.isEmpty())
            return std::uint8_t(fail());
        const auto value = std::uint8_t(m_rest.front());
        m_rest = m_rest.sliced(1);
        return value;
    }
    std::string text()
    {
        const std::uint32_t size = number();
        if (qsizetype(size) > m_rest.size()) {
            fail();
            return {};
        }
        const std::string value(m_rest.data(), size);
        m_rest = m_rest.sliced(size);
        return value;
    }
    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] qsizetype left() const { return m_rest.size(); }

private:
    std::uint32_t fail()
    {
        m_good = false;
        m_rest = {};
        return 0;
    }
    QByteArrayView m_rest;
    bool m_good = true;
};

std::optional<qint64> countOf(const QJsonObject &object, const char *name)
{
    const QJsonValue value = object.value(QLatin1String(name));
    const double real = value.toDouble(-1);
    if (!value.isDouble() || real < 0 || real > 1e15 || std::trunc(real) != real)
        return std::nullopt;
    return qint64(real);
}

} // namespace

tl::unexpected<ApiError> damagedBackup(const char *code)
{
    return failure(ErrorKind::Damaged, code);
}

QByteArray frameLength(qsizetype sealedBytes)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(std::uint32_t(sealedBytes), bytes.data());
    return bytes;
}

QByteArray header(const Header &header)
{
    const BackupInfo &info = header.info;
    JsonWriter json;
    json.beginObject();
    json.member("run", info.runId);
    json.member("profileId", info.profileId);
    json.member("profileName", info.profileName);
    json.member("environment", environmentKey(info.environment));
    json.member("listId", info.listId);
    json.member("listName", info.listName);
    json.member("planDigest", info.planDigest);
    if (!info.groupId.isEmpty()) { // those without are as they always were
        json.member("groupId", info.groupId);
        json.member("groupName", info.groupName);
    }
    if (!info.deletedBy.isEmpty())
        json.member("deletedBy", info.deletedBy);
    json.member("created", timeText(info.createdAt));
    json.member("expires", timeText(info.expiresAt));
    json.member("key", QString::fromLatin1(header.keyFingerprint));
    json.endObject();
    return QByteArray(magic, magicBytes) + json.bytes() + '\n';
}

Result<Header> parseHeader(QByteArrayView bytes)
{
    const qsizetype end = bytes.first(std::min(bytes.size(), maxHeader)).indexOf('\n');
    if (end < 0 || !bytes.startsWith(anyVersion))
        return damagedBackup();
    if (!bytes.startsWith(magic))
        return damagedBackup("newer_version");
    const QByteArray line = bytes.first(end + 1).toByteArray();
    const QJsonObject object = QJsonDocument::fromJson(line.sliced(magicBytes)).object();
    const auto text = [&object](const char *name) { return object.value(QLatin1String(name)).toString(); };
    const auto time = [&text](const char *name) { return QDateTime::fromString(text(name), Qt::ISODateWithMs); };
    Header read;
    read.info.runId = text("run");
    read.info.profileId = text("profileId");
    read.info.profileName = text("profileName");
    const auto environment = environmentFromKey(text("environment"));
    read.info.environment = environment.value_or(Environment::Production);
    read.info.listId = text("listId");
    read.info.listName = text("listName");
    read.info.planDigest = text("planDigest");
    read.info.groupId = text("groupId");
    read.info.groupName = text("groupName");
    read.info.deletedBy = text("deletedBy");
    read.info.createdAt = time("created");
    read.info.expiresAt = time("expires");
    read.keyFingerprint = text("key").toLatin1();
    read.info.encrypted = !read.keyFingerprint.isEmpty();
    // What reads back must be what was written: nothing else can be in the line.
    if (!environment || !read.info.createdAt.isValid() || !read.info.expiresAt.isValid() || header(read) != line)
        return damagedBackup();
    return read;
}

void Trailer::count(BackupRecord::Why why)
{
    switch (why) {
    case BackupRecord::Why::Corrected:
        ++corrected;
        break;
    case BackupRecord::Why::Purged:
        ++purged;
        break;
    case BackupRecord::Why::Enriched:
        ++enriched;
        break;
    case BackupRecord::Why::Blocked:
        ++blocked;
        break;
    case BackupRecord::Why::Deleted:
        ++deleted;
        break;
    }
}

QByteArray trailer(const Trailer &trailer)
{
    JsonWriter json;
    json.beginObject();
    json.member("corrected", trailer.corrected);
    json.member("purged", trailer.purged);
    if (trailer.enriched > 0) // those without are as they always were
        json.member("enriched", trailer.enriched);
    if (trailer.blocked > 0)
        json.member("blocked", trailer.blocked);
    if (trailer.deleted > 0)
        json.member("deleted", trailer.deleted);
    json.member("frames", trailer.frames);
    json.member("sha256", trailer.digest);
    json.endObject();
    // Of one length, so that it is found from the end.
    return json.bytes().leftJustified(trailerBytes, ' ');
}

Result<Trailer> parseTrailer(QByteArrayView bytes)
{
    if (bytes.size() != trailerBytes)
        return damagedBackup();
    const QByteArray text = bytes.toByteArray();
    const QJsonObject object = QJsonDocument::fromJson(text.trimmed()).object();
    const auto corrected = countOf(object, "corrected");
    const auto purged = countOf(object, "purged");
    const auto enriched = object.contains(QLatin1String("enriched")) ? countOf(object, "enriched") : 0;
    const auto blocked = object.contains(QLatin1String("blocked")) ? countOf(object, "blocked") : 0;
    const auto deleted = object.contains(QLatin1String("deleted")) ? countOf(object, "deleted") : 0;
    const auto frames = countOf(object, "frames");
    if (!corrected || !purged || !enriched || !blocked || !deleted || !frames)
        return damagedBackup();
    const Trailer read{.corrected = *corrected,
                       .purged = *purged,
                       .enriched = *enriched,
                       .blocked = *blocked,
                       .deleted = *deleted,
                       .frames = *frames,
                       .digest = object.value(QLatin1String("sha256")).toString()};
    if (read.digest.size() != 64 || trailer(read) != text)
        return damagedBackup();
    return read;
}

QByteArray records(const std::vector<BackupRecord> &records)
{
    QByteArray out = frameLength(qsizetype(records.size()));
    for (const BackupRecord &record : records) {
        out += char(record.why);
        for (const std::string *text : {&record.contactId, &record.phone, &record.newPhone, &record.extras})
            addBytes(out, *text);
        if (record.why == BackupRecord::Why::Enriched)
            addBytes(out, record.newMembers);
        if (record.why == BackupRecord::Why::Blocked)
            out += frameLength(record.unit);
    }
    return out;
}

Result<std::vector<BackupRecord>> parseRecords(QByteArrayView bytes)
{
    constexpr qsizetype leastRecord = 1 + 4 * 4;
    FieldReader reader(bytes);
    const std::uint32_t count = reader.number();
    if (qsizetype(count) > reader.left() / leastRecord)
        return damagedBackup();
    std::vector<BackupRecord> read;
    read.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint8_t why = reader.byte();
        BackupRecord record{.why = BackupRecord::Why(why),
                            .contactId = reader.text(),
                            .phone = reader.text(),
                            .newPhone = reader.text(),
                            .extras = reader.text()};
        if (record.why == BackupRecord::Why::Enriched)
            record.newMembers = reader.text();
        if (record.why == BackupRecord::Why::Blocked)
            record.unit = reader.number();
        if (!reader.good() || why > std::uint8_t(BackupRecord::Why::Deleted) || record.contactId.empty())
            return damagedBackup();
        read.push_back(std::move(record));
    }
    if (!reader.good() || reader.left() != 0)
        return damagedBackup();
    return read;
}

} // namespace muster::backupformat
