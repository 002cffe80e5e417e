// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/appsettings.h"

#include "models/store/durablefile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <mutex>

namespace muster {

namespace {

constexpr int settingsVersion = 1;
constexpr qint64 maxFile = 4 * 1024 * 1024;
const char *const settingsFormat = "muster-settings";

} // namespace

/// Orders what several threads write to the one file.
struct AppSettings::Writes
{
    std::mutex mutex;
    quint64 given = 0; ///< GUI thread alone.
    quint64 written = 0;
};

AppSettings::AppSettings(QString folder, DiskAccess &disk)
    : m_folder(std::move(folder))
    , m_disk(disk)
    , m_writes(std::make_shared<Writes>())
{
}

QString AppSettings::file() const
{
    return m_folder + QStringLiteral("/settings.json");
}

std::optional<ApiError> AppSettings::load(bool readOnly)
{
    m_values = {};
    m_blobs.clear();
    m_changed = false;
    m_readOnly = readOnly;
    const auto bytes = (readOnly ? Result<void>() : makePrivateFile(file())).and_then([this] {
        return readWholeFile(file(), maxFile, m_disk);
    });
    if (bytes)
        return take(*bytes);
    if (fileTrouble(bytes.error()) == FileTrouble::NotFound)
        return std::nullopt;
    if (fileTrouble(bytes.error()) == FileTrouble::TooLarge)
        return take(QByteArray());
    m_readOnly = true; // what could not be read must not be overwritten
    return bytes.error();
}

std::optional<ApiError> AppSettings::take(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const int version = object.value(QLatin1String("version")).toInt(0);
    if (object.value(QLatin1String("format")).toString() != QLatin1String(settingsFormat) || version < 1) {
        ApiError notice{.kind = ErrorKind::Damaged, .code = QStringLiteral("settings_damaged"), .subject = file()};
        if (m_readOnly)
            return notice;
        if (const auto kept = keepBeside(file(), m_disk))
            notice.subject = *kept;
        else
            m_readOnly = true;
        return notice;
    }
    m_values = object.value(QLatin1String("values")).toObject();
    const QJsonObject blobs = object.value(QLatin1String("blobs")).toObject();
    for (auto it = blobs.constBegin(); it != blobs.constEnd(); ++it) {
        const auto decoded
            = QByteArray::fromBase64Encoding(it.value().toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (decoded && !decoded.decoded.isEmpty())
            m_blobs.insert(it.key(), decoded.decoded);
    }
    if (version == settingsVersion)
        return std::nullopt;
    m_readOnly = true;
    return ApiError{.kind = ErrorKind::Damaged, .code = QStringLiteral("newer_version"), .subject = file()};
}

QJsonValue AppSettings::value(const QString &key, const QJsonValue &fallback) const
{
    const auto found = m_values.constFind(key);
    return found == m_values.constEnd() ? fallback : *found;
}

bool AppSettings::flag(const QString &key, bool fallback) const
{
    return value(key).toBool(fallback);
}

QString AppSettings::text(const QString &key, const QString &fallback) const
{
    return value(key).toString(fallback);
}

int AppSettings::number(const QString &key, int fallback) const
{
    return value(key).toInt(fallback);
}

void AppSettings::setValue(const QString &key, const QJsonValue &value)
{
    if (m_values.contains(key) && m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    m_changed = true;
}

void AppSettings::setBlob(const QString &key, const QByteArray &bytes)
{
    if (m_blobs.value(key) == bytes)
        return;
    m_blobs.insert(key, bytes);
    m_changed = true;
}

void AppSettings::remove(const QString &key)
{
    const bool had = m_values.contains(key) || m_blobs.contains(key);
    m_values.remove(key);
    m_blobs.remove(key);
    m_changed = m_changed || had;
}

AppSettings::Work AppSettings::writer() const
{
    if (!m_changed || m_readOnly)
        return [] { return Result<void>(); };
    QJsonObject blobs;
    for (auto it = m_blobs.constBegin(); it != m_blobs.constEnd(); ++it)
        blobs.insert(it.key(), QString::fromLatin1(it.value().toBase64()));
    const QJsonObject object{{QStringLiteral("format"), QLatin1String(settingsFormat)},
                             {QStringLiteral("version"), settingsVersion},
                             {QStringLiteral("values"), m_values},
                             {QStringLiteral("blobs"), blobs}};
    return [object, number = ++m_writes->given, writes = m_writes, folder = m_folder, name = file(), &disk = m_disk] {
        const std::scoped_lock lock(writes->mutex);
        if (number < writes->written)
            return Result<void>();
        writes->written = number;
        return makePrivateFolder(folder, disk).and_then([&] {
            return writeFileDurably(name, QJsonDocument(object).toJson(), Existing::Replace, disk);
        });
    };
}

void AppSettings::saveLater(const Done &done)
{
    const Done told = done ? done : [](const Result<void> &) { };
    if (m_worker)
        m_worker(writer(), told);
    else
        told(save());
}

Result<void> AppSettings::save()
{
    const Result<void> written = writer()();
    if (written)
        m_changed = false;
    return written;
}

namespace {

const QString &settingsKey()
{
    static const QString key = QStringLiteral("listRegions");
    return key;
}

QJsonArray entries(const AppSettings &settings)
{
    return settings.value(settingsKey()).toArray();
}

bool isOf(const QJsonValue &entry, const QString &profileId, const QString &listId)
{
    const QJsonObject object = entry.toObject();
    return object.value(QLatin1String("profile")).toString() == profileId
        && object.value(QLatin1String("list")).toString() == listId;
}

} // namespace

RegionMemory::RegionMemory(AppSettings &settings)
    : m_settings(settings)
{
}

std::optional<RegionMemory::Choice> RegionMemory::find(const QString &profileId, const QString &listId) const
{
    const QJsonArray all = entries(m_settings);
    for (const QJsonValue &entry : all) {
        if (isOf(entry, profileId, listId)) {
            const QJsonObject object = entry.toObject();
            return Choice{object.value(QLatin1String("region")).toString(),
                          object.value(QLatin1String("member")).toString()};
        }
    }
    return std::nullopt;
}

void RegionMemory::keep(const QString &profileId, const QString &listId, const Choice &choice)
{
    if (find(profileId, listId) == choice)
        return;
    QJsonArray kept;
    const QJsonArray all = entries(m_settings);
    for (const QJsonValue &entry : all) {
        if (!isOf(entry, profileId, listId))
            kept.append(entry);
    }
    while (kept.size() >= limit)
        kept.removeFirst();
    kept.append(QJsonObject{{QStringLiteral("profile"), profileId},
                            {QStringLiteral("list"), listId},
                            {QStringLiteral("region"), choice.defaultRegion},
                            {QStringLiteral("member"), choice.regionMember}});
    m_settings.setValue(settingsKey(), kept);
    m_settings.saveLater(); // a preference: it holds for this session in any case
}

} // namespace muster
