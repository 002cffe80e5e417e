// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/exportdiff/rowspill.h"
#include "models/scrub/registry.h"
#include "models/sources/tableformat.h"
#include "network/wire/contactlist.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <QDateTime>
#include <QStringList>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace muster {

class ContactSpool;
class NumberSetFile;
class TableReader;

/// What numbers are looked for in, as it was at the time.
struct ScrubSource
{
    enum class Kind { Registry, Disposable, Group };
    Kind kind = Kind::Registry;
    QString name;
    QString origin; ///< Of a registry: its file's name or its host. Of a group: the tenant.
    QDate asOf; ///< Of a registry; of a group the day on which it was read.
    qint64 entries = 0;
    QString digest; ///< Of its numbers; empty: of a group.
    bool isOld = false; ///< See Registry::isOld().
    bool operator==(const ScrubSource &) const = default;
};
template <>
inline constexpr KeyTable<ScrubSource::Kind, 3> keyTable<ScrubSource::Kind> = {{
    {ScrubSource::Kind::Registry, QLatin1String("registry")},
    {ScrubSource::Kind::Disposable, QLatin1String("disposable")},
    {ScrubSource::Kind::Group, QLatin1String("group")},
}};

/// A source that can be asked.
struct ScrubAgainst
{
    ScrubSource source;
    /// Which of these E.164 numbers it has, one of `found` for each; 0 is none. On the worker.
    std::function<void(std::span<const std::uint64_t> e164, std::span<bool> found)> contain;
};

/// A tenant's contact list that is scrubbed in a file's place.
struct ScrubbedList
{
    QString id, name;
    QString tenant; ///< The connection's name.
    bool operator==(const ScrubbedList &) const = default;
};

struct ScrubOrder
{
    QString file; ///< A CSV file or another that TableReader reads, with column names in its first row; absolute.
    std::shared_ptr<const ContactSpool> contacts; ///< Of a list, instead of a file; `column` counts for nothing then.
    QString column; ///< Of the numbers, by its name; empty: found as ContactCsvReader does.
    QString defaultRegion; ///< That national numbers are read with; empty: none.
    bool digitsAreInternational = false; ///< Digits without a plus sign begin with a country code all the same.
    QList<Registry> registries; ///< In this order.
    QList<ScrubAgainst> groups; ///< Behind them; at most Scrub::maxSources of both together.
    QString registryFolder; ///< RegistryStore::folder().
    QString folder; ///< For what is kept on the disk meanwhile; must be writable.
    QDate today; ///< By which registries are old.
};

/// What became of a row.
enum class ScrubVerdict : std::uint8_t {
    Free, ///< Its number was read and none of the sources has it.
    Blocked, ///< At least one has it.
    NoNumber, ///< The cell is empty.
    Unreadable, ///< There is no number in it that could be dialled.
    NeedsRegion, ///< A national number, and no region was given.
    TextAround, ///< Text stands beside the number, so that it is not clear what would be dialled.
    Damaged, ///< A spreadsheet took digits away.
};
template <>
inline constexpr KeyTable<ScrubVerdict, 7> keyTable<ScrubVerdict> = {{
    {ScrubVerdict::Free, QLatin1String("free")},
    {ScrubVerdict::Blocked, QLatin1String("blocked")},
    {ScrubVerdict::NoNumber, QLatin1String("no_number")},
    {ScrubVerdict::Unreadable, QLatin1String("unreadable")},
    {ScrubVerdict::NeedsRegion, QLatin1String("needs_region")},
    {ScrubVerdict::TextAround, QLatin1String("text_around")},
    {ScrubVerdict::Damaged, QLatin1String("damaged")},
}};

class NumberEngine;

/// A cell of a contact's number as it would be dialled: read as the sanitizer reads it, an extension aside.
struct ScrubReading
{
    ScrubVerdict verdict = ScrubVerdict::Unreadable; ///< Where no source has the number; never Blocked.
    std::uint64_t e164 = 0; ///< 0: none.
    bool operator==(const ScrubReading &) const = default;
};
/// Any thread.
[[nodiscard]] ScrubReading readForScrub(const NumberEngine &engine, std::string_view cell, RegionIndex region,
                                        NumberForm form);

/// A row that is taken out, as a person reads it. Texts from outside: shown by visibleText().
struct ScrubbedRow
{
    qint64 number = 0; ///< Its place in the file, from 1, the header being row 1.
    ScrubVerdict verdict = ScrubVerdict::Blocked;
    QList<int> sources; ///< Places in Scrub::sources that have the number; none unless blocked.
    QString phone; ///< As it stands in the file.
    bool operator==(const ScrubbedRow &) const = default;
};

/// A file whose numbers were looked for in registries: which rows may be dialled, which not and why, and which could
/// not be read, which are never taken for free. Immutable: any number of threads.
class Scrub
{
public:
    static constexpr qsizetype maxSources = 64;

    using Progress = std::function<void(double share)>; ///< On the worker.

    /// Opens all sources, then reads the file once. Memory: the sources' mapped files and about 5 MiB, and a bit a row;
    /// disk: the rows that are taken out. Blocks; for a worker; some 300 ns a row.
    ///
    /// Errors: those of RegistryStore::numbersOf(), openOutsideFile(), refuseForeign() and TableReader; BadInput
    /// "scrub_no_source", "csv_no_phone_column", "csv_no_such_column" (`subject`: the name), "unknown_region";
    /// LimitExceeded "too_many_sources"; Cancelled.
    [[nodiscard]] static Result<std::shared_ptr<const Scrub>> run(const ScrubOrder &order, const Progress &progress,
                                                                  const std::stop_token &stop);
    /// The same against any sources; `registries` and `groups` of the order count for nothing.
    [[nodiscard]] static Result<std::shared_ptr<const Scrub>> run(const ScrubOrder &order,
                                                                  const QList<ScrubAgainst> &against,
                                                                  const Progress &progress, const std::stop_token &stop);

    QString file; ///< Absolute; empty: of a list.
    std::optional<ScrubbedList> list;
    QString fileDigest; ///< SHA-256 of the file as it was read; of a list of its contacts as a table in CSV.
    TableFormat format;
    QStringList columns;
    int phoneColumn = 0; ///< Place in `columns`.
    QString defaultRegion;
    bool digitsAreInternational = false;
    QList<ScrubSource> sources;
    QDateTime at; ///< When it was finished; UTC.
    qint64 rows = 0;
    QList<qint64> blockedBy; ///< Rows; one for each of `sources`; a row may count for several.

    [[nodiscard]] qint64 count(ScrubVerdict verdict) const { return m_counts[std::size_t(verdict)]; }
    [[nodiscard]] qint64 blocked() const { return count(ScrubVerdict::Blocked); }
    [[nodiscard]] qint64 free() const { return count(ScrubVerdict::Free); }
    [[nodiscard]] qint64 unread() const { return rows - blocked() - free(); } ///< Whose number could not be read.
    [[nodiscard]] bool hasOldSource() const;

    /// Rows that are taken out, in the file's order; fewer at the end. Blocks on the disk.
    [[nodiscard]] Result<QList<ScrubbedRow>> takenOut(qint64 first, qint64 count) const;

    /// A row of the file with its cells, one a column; valid during the visit.
    struct Row
    {
        qint64 number = 0;
        ScrubVerdict verdict = ScrubVerdict::Free;
        std::uint64_t sources = 0; ///< A bit a source.
        std::vector<std::string_view> cells;
    };
    using RowVisit = std::function<Result<void>(const Row &row)>;
    /// Those that are taken out, in the file's order. Blocks on the disk.
    [[nodiscard]] Result<void> forEachTakenOut(const RowVisit &visit, const std::stop_token &stop) const;
    /// Reads the file again for those that may be dialled. Conflict "scrub_file_changed" (`subject`: the file), perhaps
    /// only at the end, when it is not what it was; errors of TableReader. Blocks.
    [[nodiscard]] Result<void> forEachFree(const RowVisit &visit, const std::stop_token &stop) const;

private:
    class Scrubbing;

    explicit Scrub(RowSpill spill)
        : m_takenOut(std::move(spill))
    {
    }

    std::array<qint64, keyTable<ScrubVerdict>.size()> m_counts{};
    [[nodiscard]] Result<std::unique_ptr<TableReader>> openTable() const;

    std::shared_ptr<const ContactSpool> m_contacts; ///< nullptr: a file.
    RowSpill m_takenOut; ///< Row, verdict, sources, cells.
    std::vector<bool> m_isFree; ///< Of the file's rows, in the order in which TableReader gives them.
};

} // namespace muster
