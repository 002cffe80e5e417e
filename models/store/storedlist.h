// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "network/wire/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>
#include <algorithm>
#include <functional>

namespace muster {

/// A small JSON file of ours with one list in it: {"format": FORMAT, "version": 1, "items": [...]}, mode 0600 in a
/// private folder. A damaged file is kept beside and what is sound in it goes on; a newer version is never rewritten,
/// nor what could not be read (F98). One thread; blocks.
class StoredList
{
public:
    static constexpr int version = 1;

    /// `damagedCode`: of the notice that load() gives.
    StoredList(QString file, QString format, QString damagedCode, DiskAccess &disk);

    /// Gives every item to `take`, which says whether it is sound. The error, if any, is a notice: Damaged
    /// `damagedCode` (`subject`: kept as), Damaged "newer_version", File. After damage the items taken are written anew
    /// by `sound`.
    [[nodiscard]] std::optional<ApiError> load(const std::function<bool(const QJsonObject &item)> &take,
                                               const std::function<QJsonArray()> &sound);
    /// When read-only, the reason for it.
    [[nodiscard]] Result<void> write(const QJsonArray &items) const;
    [[nodiscard]] bool isReadOnly() const { return m_refusal.has_value(); }
    /// Before load(): nothing is written, mended or given another mode; write() says InUse "read_only" (F97, F108).
    void setReadOnly();

private:
    [[nodiscard]] std::optional<ApiError> take(const QByteArray &bytes,
                                               const std::function<bool(const QJsonObject &item)> &takeItem,
                                               const std::function<QJsonArray()> &sound);

    const QString m_file, m_format, m_damagedCode;
    DiskAccess &m_disk;
    std::optional<ApiError> m_refusal; ///< Why nothing is written.
};

/// What the stores of StoredItems share that does not depend on the type of their items.
class StoredItemsBase : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] bool isReadOnly() const { return m_file.isReadOnly(); }
    void setReadOnly() { m_file.setReadOnly(); } ///< Before load(): another Muster has the folder (F97).

Q_SIGNALS:
    void changed();

protected:
    StoredItemsBase(StoredList file, QObject *parent);
    /// BadInput `code` about what cannot be read back as it would be written; its place is what `fault` is about.
    [[nodiscard]] static tl::unexpected<ApiError> unreadable(const char *code, const QString &name,
                                                             const ApiError &fault);

    StoredList m_file;
};

/// A store whose items are all in memory, in order, as they stand in its file. A damaged file is kept beside, what is
/// sound in it is taken over; a newer version is never rewritten (F98). GUI thread.
template <class Item>
class StoredItems : public StoredItemsBase
{
public:
    /// The error, if any, is a notice, as of StoredList::load().
    [[nodiscard]] std::optional<ApiError> load()
    {
        Items found;
        const auto notice = m_file.load([&](const QJsonObject &object) { return take(object, found); },
                                        [&] { return toArray(found); });
        m_items = sorted(std::move(found));
        Q_EMIT changed();
        return notice;
    }

protected:
    using Items = QList<Item>;
    using StoredItemsBase::StoredItemsBase;

    /// Appends what the file says of an item; false: not all of it is sound, or it has no place among `items`.
    [[nodiscard]] virtual bool take(const QJsonObject &object, Items &items) const = 0;
    [[nodiscard]] virtual QJsonObject toJson(const Item &item) const = 0; ///< As take() reads it.
    [[nodiscard]] virtual bool isBefore(const Item &one, const Item &other) const = 0;

    [[nodiscard]] Items sorted(Items items) const
    {
        std::sort(items.begin(), items.end(),
                  [this](const Item &one, const Item &other) { return isBefore(one, other); });
        return items;
    }
    /// On an error of the disk all stays as it was.
    [[nodiscard]] Result<void> replace(Items items)
    {
        items = sorted(std::move(items));
        TRY_VOID(m_file.write(toArray(items)));
        m_items = std::move(items);
        Q_EMIT changed();
        return {};
    }

    Items m_items;

private:
    [[nodiscard]] QJsonArray toArray(const Items &items) const
    {
        QJsonArray array;
        for (const Item &item : items)
            array.append(toJson(item));
        return array;
    }
};

// The names that people give to what is kept for them: connections, directives, mappings, policies, number lists,
// presets.

/// Would a person take them for one name? Neither case nor blanks around count.
[[nodiscard]] bool isSameName(const QString &one, const QString &other);
/// The order of lists of names.
[[nodiscard]] bool isNameBefore(const QString &one, const QString &other);

/// More than blanks, at most `longest` characters, and whole characters only.
[[nodiscard]] bool isUsableName(const QString &name, qsizetype longest);

/// BadInput `code` about what has that name, which is cut where it is too long to be shown.
[[nodiscard]] tl::unexpected<ApiError> refusedName(const char *code, const QString &name);

/// A name for something new: BadInput "name_missing", "name_too_long" for what is not usable.
[[nodiscard]] Result<void> checkName(const QString &name, qsizetype longest);

/// Items that have a member `name`, each its own, and stand in the order of their names.
template <class Item>
class NamedItems : public StoredItems<Item>
{
protected:
    using typename StoredItems<Item>::Items;
    using StoredItems<Item>::StoredItems;
    using StoredItems<Item>::m_items;

    [[nodiscard]] static auto hasName(const QString &name)
    {
        return [name](const Item &item) { return isSameName(item.name, name); };
    }
    [[nodiscard]] std::optional<Item> named(const QString &name) const
    {
        const auto found = std::ranges::find_if(m_items, hasName(name));
        return found == m_items.end() ? std::nullopt : std::optional(*found);
    }
    /// BadInput `unknownCode` where there is none.
    [[nodiscard]] Result<void> removeNamed(const QString &name, const char *unknownCode)
    {
        Items items = m_items;
        if (items.removeIf(hasName(name)) == 0)
            return refusedName(unknownCode, name);
        return this->replace(std::move(items));
    }
    [[nodiscard]] bool isBefore(const Item &one, const Item &other) const final
    {
        return isNameBefore(one.name, other.name);
    }
};

/// A SHA-256 digest as all files of ours name their content: 64 lower-case hexadecimal digits.
[[nodiscard]] bool isContentDigest(QStringView text);

} // namespace muster
