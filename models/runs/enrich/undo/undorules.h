// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/heldvalue.h"
#include "models/store/backupfile.h"
#include "models/store/unitlog.h"
#include "network/wire/keytable.h"
#include "network/wire/recordpage.h"
#include "network/wire/result.h"

#include <QString>
#include <QStringList>
#include <array>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace muster {

/// Why a contact stands where it stands; UnitChange::reason. The numbers are in files: add at the end only.
enum class EnrichReason : std::uint8_t {
    None,
    Lost, ///< No answer, or none that can be believed (F45).
    ServerTrouble, ///< 5xx (F20).
    OtherCount, ///< The service counted another number of contacts than it was sent, or none (F26).
    Refused, ///< 400 that names the contact, or for it alone.
    TooLarge, ///< 413 for the contact alone.
    // Of an undo
    InDoubt, ///< An earlier attempt's outcome was not known; a reading then proved that nothing came of it.
    AsBefore, ///< There is nothing to bring back.
    ChangedSince, ///< Something has another value than the run wrote, and nothing is left to bring back.
    WasEmpty, ///< It held nothing before, and the service cannot clear.
    NotWritable, ///< What it held is none of the attribute's type, or the attribute is gone.
    Gone, ///< It is not in the list any more.
    NotDone, ///< The service took it, and a reading shows that it was not done.
    LeftOut, ///< A person chose that it stays as it is.
    // Of a service that treats contacts one by one; see ContactFault.
    NotInList,
    RowTooLong,
    Unwritable,
    SeveralNumbers,
    NotTaken,
    OtherValue,
    CutShort, ///< The work on its batch ended before it was its turn, or before that was seen.
};

/// What undoing does with one value that an enrichment wrote. The numbers are places in arrays.
enum class UndoFate : std::uint8_t {
    Gone, ///< The contact is not in the list any more.
    ComesBack,
    AsBefore, ///< There is nothing to bring back.
    ChangedSince, ///< Neither what was there nor what was written: somebody else's business.
    WasEmpty, ///< The service cannot clear (contract section 4: neither null nor the empty text).
    NotWritable, ///< What was there is none of the attribute's type, or the attribute is gone.
    LeftOut, ///< It could come back; a person chose that this contact stays as it is.
};
constexpr int undoFateCount = 7;

template <>
inline constexpr KeyTable<UndoFate, 7> keyTable<UndoFate>{{
    {UndoFate::Gone, QLatin1String("gone")},
    {UndoFate::ComesBack, QLatin1String("comes_back")},
    {UndoFate::AsBefore, QLatin1String("as_before")},
    {UndoFate::ChangedSince, QLatin1String("changed_since")},
    {UndoFate::WasEmpty, QLatin1String("was_empty")},
    {UndoFate::NotWritable, QLatin1String("not_writable")},
    {UndoFate::LeftOut, QLatin1String("left_out")},
}};

/// How many values of one contact have which fate.
using UndoSighting = std::array<std::uint32_t, undoFateCount>;

/// What readings make of values and contacts. Pure. A value is only written back where the list still shows the one
/// that the run wrote: nothing newer is ever overwritten.
namespace UndoRules {

/// `type`: of the attribute by the list's schema; nullopt: it has none that we know.
[[nodiscard]] UndoFate fateOf(std::optional<ListAttributeType> type, const HeldValue &before, const HeldValue &written,
                              const HeldValue &now);
/// What a whole reading, begun after the last write had ended, proves of a contact; nullopt: nothing new.
[[nodiscard]] std::optional<UnitChange> afterReading(std::uint32_t unit, const LoggedUnit &now,
                                                     const UndoSighting &seen);

} // namespace UndoRules

/// How many values, and contacts, an undo finds how.
struct UndoCounts
{
    std::array<qint64, undoFateCount> values{}; ///< By UndoFate.
    qint64 contacts = 0; ///< Of the backup.
    qint64 contactsBack = 0; ///< With at least one value that comes back.
    qint64 contactsGone = 0;
    qint64 contactsInList = 0; ///< That the reading showed.
    [[nodiscard]] qint64 count(UndoFate fate) const { return values[std::size_t(fate)]; }
    bool operator==(const UndoCounts &) const = default;
};

/// What stands before an undo: as a purge (F111), it asks for its number where it changes more than 1,000 contacts or
/// more than 20 % of the list. Pure; run, window and command ask the same rules.
struct UndoGate
{
    [[nodiscard]] static bool asksForCount(const UndoCounts &counts);
    /// What was typed is UndoCounts::contactsBack. BadInput "undo_count_missing"; "undo_count_wrong" (always refused
    /// when given and wrong).
    [[nodiscard]] static Result<void> confirmed(const UndoCounts &counts, std::optional<qint64> typedCount);
    /// The same for what the run itself finds: fewer are as good, since some may have been changed meanwhile. BadInput
    /// "undo_count_missing", "undo_grew" (`subject`: how many more); `subject` is else UndoCounts::contactsBack.
    [[nodiscard]] static Result<void> mayRun(const UndoCounts &counts, std::optional<qint64> typedCount);
};

/// The contacts of an enrichment's backup: what each held and what was written, in one arena; some 100 bytes a contact
/// with two short values. Immutable, any thread. A contact's unit is its place among those that are loaded.
class UndoValues
{
public:
    struct Value
    {
        std::uint32_t attribute = 0; ///< In attributes().
        HeldValue before, written;
    };

    /// Errors as readBackup(), Damaged "backup_changed" when it is another one than `backup`, "backup_damaged" for a
    /// contact that comes twice or one that was not enriched; Cancelled. Blocks.
    [[nodiscard]] static Result<std::shared_ptr<const UndoValues>>
    load(const BackupInfo &backup, const std::optional<Secret> &key, const std::stop_token &stop);

    [[nodiscard]] std::uint32_t units() const { return std::uint32_t(m_offsets.size()); }
    [[nodiscard]] const QStringList &attributes() const { return m_attributes; }
    [[nodiscard]] std::string_view id(std::uint32_t unit) const;
    /// Whether the backup holds any value from before. Where it holds none, what looks empty may only have been hidden.
    [[nodiscard]] bool holdAny() const { return m_holdAny; }
    [[nodiscard]] std::size_t longestId() const { return m_longestId; } ///< Bytes.
    /// In place of what `values` holds; at least one. Texts live as long as this does.
    void values(std::uint32_t unit, std::vector<Value> &values) const;
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;
    /// Place of a unit's first value, when all values of all units are numbered; of units(): how many there are.
    [[nodiscard]] std::size_t firstValue(std::uint32_t unit) const { return m_firstValues[unit]; }

private:
    UndoValues();
    [[nodiscard]] bool add(const BackupRecord &record);
    [[nodiscard]] std::uint32_t attributeOf(std::string_view name);
    void index();
    [[nodiscard]] std::size_t slotOf(std::string_view id) const;

    QStringList m_attributes;
    std::vector<std::string> m_names; ///< The same, UTF-8.
    std::string m_arena;
    std::size_t m_longestId = 0;
    bool m_holdAny = false;
    std::vector<std::uint64_t> m_offsets; ///< Of each unit.
    std::vector<std::uint32_t> m_firstValues{0};
    std::vector<std::uint32_t> m_slots; ///< Open addressing: unit + 1; 0: free.
    const std::uint64_t m_seed;
};
using SharedUndoValues = std::shared_ptr<const UndoValues>;

/// Compares what a list shows with what an enrichment's backup holds: the fate of every value. A byte per value. One
/// thread.
class UndoMatcher
{
public:
    /// `leftOut`: per unit, see leftOutBy(); empty: nobody.
    UndoMatcher(SharedUndoValues values, const ListSchema &schema, std::vector<bool> leftOut = {});

    /// A reading begins: nobody has been seen yet.
    void begin();
    void take(const RecordPage &page);

    [[nodiscard]] const UndoValues &values() const { return *m_values; }
    /// `place`: among the unit's values.
    [[nodiscard]] UndoFate fate(std::uint32_t unit, std::size_t place) const
    {
        return UndoFate(m_fates[m_values->firstValue(unit) + place]);
    }
    [[nodiscard]] UndoSighting sighting(std::uint32_t unit) const;
    [[nodiscard]] qint64 contactsInList() const { return m_contactsInList; } ///< That the reading showed.
    [[nodiscard]] UndoCounts counts() const;

private:
    const SharedUndoValues m_values;
    const std::vector<bool> m_leftOut;
    qint64 m_contactsInList = 0;
    std::vector<std::optional<ListAttributeType>> m_types; ///< Of UndoValues::attributes().
    std::vector<std::uint8_t> m_fates;
    std::vector<UndoValues::Value> m_room; ///< Of one contact.
};

} // namespace muster
