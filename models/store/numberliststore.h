// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/numberlistreader.h"
#include "models/rules/lists/sanitizationdirective.h"
#include "models/store/contentfiles.h"
#include "models/store/storedlist.h"
#include "network/wire/keytable.h"

#include <QDateTime>

namespace muster {

/// What a list of numbers is for.
enum class NumberListUse : std::uint8_t { Suppression, Disposable };

template <>
inline constexpr KeyTable<NumberListUse, 2> keyTable<NumberListUse> = {{
    {NumberListUse::Suppression, QLatin1String("suppression")},
    {NumberListUse::Disposable, QLatin1String("disposable")},
}};

/// A named list of numbers, without the numbers.
struct NumberListInfo
{
    QString id; ///< Made once; what directives name.
    QString name; ///< 1 to 200 characters; unique within its use, without regard to case.
    NumberListUse use = NumberListUse::Suppression;
    QString source; ///< Name of the file that it was imported from, without its folder.
    QDateTime importedAt; ///< UTC.
    QString defaultRegion; ///< That national forms were read with; empty: none.
    qint64 numbers = 0, prefixes = 0;
    qint64 unreadable = 0; ///< Rows of the source that could not be read.
    QString digest; ///< Of the content; see NumberSet::digest().
    bool operator==(const NumberListInfo &) const = default;
};

/// What an import made of a file.
struct NumberListImport
{
    NumberListInfo info;
    NumberListReport report;
    bool operator==(const NumberListImport &) const = default;
};

/// The lists that a directive names, loaded, in its order.
struct DirectiveNumberLists
{
    struct Entry
    {
        QString name, source;
        QDateTime importedAt;
        std::shared_ptr<const NumberSet> set;
        NumberListReport report; ///< Of a file that was read just now; who loads it says what could not be read.
    };
    std::vector<Entry> suppression, disposable;
    QStringList digests; ///< Of both, as directiveDigest() wants them.
};

/// Named lists of do-not-call and disposable numbers: imported copies in a folder of their own (0700; files 0600,
/// because they hold phone numbers) named by their digest, with an index (index.json). Nothing is shipped. The notice
/// of load() about a damaged index is "number_lists_damaged".
/// GUI thread, but for what says otherwise.
class NumberListStore : public StoredItems<NumberListInfo>
{
    Q_OBJECT

public:
    explicit NumberListStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());
    ~NumberListStore() override; ///< Tells an import that is under way to stop; `disk` must outlive it.

    /// Copies that no list has go.
    [[nodiscard]] std::optional<ApiError> load();
    [[nodiscard]] const QList<NumberListInfo> &lists() const { return m_items; } ///< By name.
    [[nodiscard]] std::optional<NumberListInfo> byId(const QString &id) const;
    /// Of the lists that `directive` names, as directiveDigest() wants them; empty for one that is not here.
    [[nodiscard]] QStringList digestsOf(const SanitizationDirective &directive) const;

    /// Reads and copies a file on a worker; importFinished() follows, always. A list of that name and use is replaced
    /// under its id: directives that name it have the new numbers. One at a time: BadInput "import_running" otherwise.
    /// BadInput "name_missing", "name_too_long", "unknown_region"; else as readNumberList() and the disk.
    void importFile(const QString &name, NumberListUse use, const QString &file, const QString &defaultRegion);
    /// Directives that name it will not load any more, and say so (F113).
    [[nodiscard]] Result<void> remove(const QString &id);

    /// Loads what `directive` names: ids of this store, else (headless) names of files. BadInput
    /// "unknown_number_list" and Damaged "number_list_altered" have the list's name as `subject`. Any thread, over
    /// `lists` as lists() gave them; blocks.
    [[nodiscard]] static Result<DirectiveNumberLists> loadFor(const SanitizationDirective &directive,
                                                              const QList<NumberListInfo> &lists, const QString &folder,
                                                              const std::stop_token &stop = {});
    [[nodiscard]] const QString &folder() const { return m_files.folder(); }

Q_SIGNALS:
    void importFinished(const muster::Result<muster::NumberListImport> &result);

private:
    struct Importing;
    [[nodiscard]] bool take(const QJsonObject &object, Items &items) const override;
    [[nodiscard]] QJsonObject toJson(const NumberListInfo &info) const override;
    [[nodiscard]] bool isBefore(const NumberListInfo &one, const NumberListInfo &other) const override;
    [[nodiscard]] Result<NumberListImport> add(const NumberListImport &import);

    const ContentFiles m_files;
    DiskAccess &m_disk;
    std::unique_ptr<Importing> m_importing;
};

} // namespace muster
