// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/storedlist.h"

#include "models/store/durablefile.h"

#include <QJsonDocument>

namespace muster {

namespace {
constexpr qint64 maxListFile = 16 * 1024 * 1024;
}

StoredList::StoredList(QString file, QString format, QString damagedCode, DiskAccess &disk)
    : m_file(std::move(file))
    , m_format(std::move(format))
    , m_damagedCode(std::move(damagedCode))
    , m_disk(disk)
{
}

std::optional<ApiError> StoredList::load(const std::function<bool(const QJsonObject &item)> &take,
                                         const std::function<QJsonArray()> &sound)
{
    const auto bytes = (isReadOnly() ? Result<void>() : makePrivateFile(m_file)).and_then([this] {
        return readWholeFile(m_file, maxListFile, m_disk);
    });
    if (bytes)
        return this->take(*bytes, take, sound);
    if (fileTrouble(bytes.error()) == FileTrouble::TooLarge)
        return this->take({}, take, sound);
    if (fileTrouble(bytes.error()) == FileTrouble::NotFound)
        return std::nullopt;
    m_refusal = bytes.error();
    return m_refusal;
}

std::optional<ApiError> StoredList::take(const QByteArray &bytes,
                                         const std::function<bool(const QJsonObject &item)> &takeItem,
                                         const std::function<QJsonArray()> &sound)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const bool ours = object.value(QLatin1String("format")).toString() == m_format;
    const int found = object.value(QLatin1String("version")).toInt(0);
    if (ours && found > version) {
        m_refusal = ApiError{.kind = ErrorKind::Damaged, .code = QStringLiteral("newer_version"), .subject = m_file};
        return m_refusal;
    }
    bool good = ours && found == version && object.value(QLatin1String("items")).isArray();
    const QJsonArray items = object.value(QLatin1String("items")).toArray();
    for (const QJsonValue &item : items)
        good = takeItem(item.toObject()) && good;
    if (good)
        return std::nullopt;
    ApiError notice{.kind = ErrorKind::Damaged, .code = m_damagedCode, .subject = m_file};
    if (isReadOnly()) // somebody else's to mend
        return notice;
    const auto kept = keepBeside(m_file, m_disk);
    if (!kept) {
        m_refusal = kept.error(); // what cannot be kept must not be overwritten
        notice.detail = kept.error().detail;
        return notice;
    }
    notice.subject = *kept;
    if (const QJsonArray rest = sound(); !rest.isEmpty()) {
        if (const auto written = write(rest); !written)
            notice.detail = written.error().detail;
    }
    return notice;
}

void StoredList::setReadOnly()
{
    m_refusal = ApiError{.kind = ErrorKind::InUse, .code = QStringLiteral("read_only"), .subject = m_file};
}

Result<void> StoredList::write(const QJsonArray &items) const
{
    if (m_refusal)
        return failure(*m_refusal);
    const QJsonObject object{
        {QStringLiteral("format"), m_format}, {QStringLiteral("version"), version}, {QStringLiteral("items"), items}};
    return makePrivateFolder(folderOf(m_file), m_disk).and_then([&] {
        return writeFileDurably(m_file, QJsonDocument(object).toJson(), Existing::Replace, m_disk);
    });
}

StoredItemsBase::StoredItemsBase(StoredList file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
{
}

tl::unexpected<ApiError> StoredItemsBase::unreadable(const char *code, const QString &name, const ApiError &fault)
{
    return failure({.kind = ErrorKind::BadInput,
                    .code = QString::fromLatin1(code),
                    .subject = name,
                    .details = {{fault.subject, QStringLiteral("not_valid")}}});
}

bool isSameName(const QString &one, const QString &other)
{
    return one.trimmed().compare(other.trimmed(), Qt::CaseInsensitive) == 0;
}

bool isNameBefore(const QString &one, const QString &other)
{
    return QString::compare(one, other, Qt::CaseInsensitive) < 0;
}

bool isUsableName(const QString &name, qsizetype longest)
{
    return !name.trimmed().isEmpty() && name.size() <= longest && name.isValidUtf16();
}

tl::unexpected<ApiError> refusedName(const char *code, const QString &name)
{
    return failure(ErrorKind::BadInput, code, name.left(200));
}

Result<void> checkName(const QString &name, qsizetype longest)
{
    if (name.isEmpty())
        return refusedName("name_missing", {});
    if (!isUsableName(name, longest))
        return refusedName("name_too_long", name);
    return {};
}

bool isContentDigest(QStringView text)
{
    const auto isDigit = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return text.size() == 64 && std::all_of(text.begin(), text.end(), isDigit);
}

} // namespace muster
