// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undo/undorules.h"

#include "models/lists/membercells.h"
#include "models/rules/texthash.h"

#include <QRandomGenerator>
#include <algorithm>
#include <bit>
#include <cstring>

namespace muster {

namespace {

UnitChange change(std::uint32_t unit, UnitState state, EnrichReason reason = EnrichReason::None)
{
    return {unit, state, std::uint8_t(reason)};
}

/// Why nothing is done for a contact: what a person would want to know first.
EnrichReason reasonOf(const UndoSighting &seen)
{
    const auto has = [&seen](UndoFate fate) { return seen[std::size_t(fate)] > 0; };
    if (has(UndoFate::LeftOut))
        return EnrichReason::LeftOut;
    if (has(UndoFate::ChangedSince))
        return EnrichReason::ChangedSince;
    if (has(UndoFate::NotWritable))
        return EnrichReason::NotWritable;
    return has(UndoFate::WasEmpty) ? EnrichReason::WasEmpty : EnrichReason::AsBefore;
}

} // namespace

namespace UndoRules {

UndoFate fateOf(std::optional<ListAttributeType> type, const HeldValue &before, const HeldValue &written,
                const HeldValue &now)
{
    const ListAttributeType compared = type.value_or(ListAttributeType::Text); // byte for byte
    if (isSame(compared, now, before))
        return UndoFate::AsBefore;
    if (!isSame(compared, now, written))
        return UndoFate::ChangedSince;
    if (before.isNothing())
        return UndoFate::WasEmpty;
    return type && isWritable(*type, before) ? UndoFate::ComesBack : UndoFate::NotWritable;
}

std::optional<UnitChange> afterReading(std::uint32_t unit, const LoggedUnit &now, const UndoSighting &seen)
{
    const bool inDoubt = now.state == UnitState::Intent || now.state == UnitState::Unknown;
    const bool wasInDoubt
        = inDoubt || (now.state == UnitState::Planned && now.reason == std::uint8_t(EnrichReason::InDoubt));
    const bool isOpen = inDoubt || now.state == UnitState::Planned;
    if (seen[std::size_t(UndoFate::Gone)] > 0)
        return isOpen ? std::optional(change(unit, UnitState::Absent, EnrichReason::Gone)) : std::nullopt;
    if (seen[std::size_t(UndoFate::ComesBack)] > 0) {
        if (inDoubt)
            return change(unit, UnitState::Planned, EnrichReason::InDoubt);
        // The service said that it took them, and it has not.
        return now.state == UnitState::Applied ? std::optional(change(unit, UnitState::Unknown, EnrichReason::NotDone))
                                               : std::nullopt;
    }
    if (wasInDoubt) // an earlier attempt was what brought it back
        return change(unit, UnitState::Applied);
    return isOpen ? std::optional(change(unit, UnitState::Skipped, reasonOf(seen))) : std::nullopt;
}

} // namespace UndoRules

namespace {

constexpr qint64 freeCount = 1000, freePercent = 20; // as PurgeGate's (F111)

tl::unexpected<ApiError> refused(const char *code, qint64 contacts)
{
    return failure(ErrorKind::BadInput, code, QString::number(contacts));
}

} // namespace

bool UndoGate::asksForCount(const UndoCounts &counts)
{
    // Exact for counts below 9 * 10^13.
    return counts.contactsBack > freeCount
        || double(counts.contactsBack) * 100 > double(counts.contactsInList) * double(freePercent);
}

Result<void> UndoGate::confirmed(const UndoCounts &counts, std::optional<qint64> typedCount)
{
    if (typedCount && *typedCount != counts.contactsBack)
        return refused("undo_count_wrong", counts.contactsBack);
    if (!typedCount && asksForCount(counts))
        return refused("undo_count_missing", counts.contactsBack);
    return {};
}

Result<void> UndoGate::mayRun(const UndoCounts &counts, std::optional<qint64> typedCount)
{
    if (typedCount && counts.contactsBack > *typedCount)
        return refused("undo_grew", counts.contactsBack - *typedCount);
    if (!typedCount && asksForCount(counts))
        return refused("undo_count_missing", counts.contactsBack);
    return {};
}

namespace {

using Form = HeldValue::Form;

template <typename Number>
void append(std::string &arena, Number number)
{
    arena.append(reinterpret_cast<const char *>(&number), sizeof number);
}

/// Goes along the arena.
class ArenaReader
{
public:
    ArenaReader(const std::string &arena, std::uint64_t at)
        : m_rest(std::string_view(arena).substr(at))
    {
    }

    template <typename Number>
    Number number()
    {
        Number number;
        std::memcpy(&number, m_rest.data(), sizeof number);
        m_rest.remove_prefix(sizeof number);
        return number;
    }
    std::string_view text(std::size_t size)
    {
        const std::string_view text = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return text;
    }
    HeldValue value()
    {
        const auto form = Form(number<char>());
        return form == Form::Nothing ? HeldValue() : HeldValue{form, text(number<std::uint32_t>())};
    }

private:
    std::string_view m_rest;
};

void append(std::string &arena, const HeldValue &value)
{
    arena += char(value.form);
    if (value.isNothing())
        return;
    append(arena, std::uint32_t(value.text.size()));
    arena += value.text;
}

HeldValue heldIn(const MemberCells &member)
{
    if (member.value().empty())
        return {};
    return {member.isText() ? Form::Text : Form::Json, member.value()};
}

} // namespace

UndoValues::UndoValues()
    : m_seed(QRandomGenerator::system()->generate64())
{
}

Result<std::shared_ptr<const UndoValues>> UndoValues::load(const BackupInfo &backup, const std::optional<Secret> &key,
                                                           const std::stop_token &stop)
{
    std::shared_ptr<UndoValues> loaded(new UndoValues);
    bool good = true;
    const auto info = readBackup(backup.file, key, [&](std::vector<BackupRecord> records) {
        for (const BackupRecord &one : records) {
            good = good && loaded->add(one);
        }
        return good && !stop.stop_requested();
    });
    if (stop.stop_requested())
        return failure(ErrorKind::Cancelled);
    if (!info)
        return failure(info.error());
    if (info->digest != backup.digest)
        return failure(ErrorKind::Damaged, "backup_changed", backup.file);
    if (good)
        loaded->index();
    if (!good || loaded->m_slots.empty())
        return failure(ErrorKind::Damaged, "backup_damaged", backup.file);
    return std::shared_ptr<const UndoValues>(std::move(loaded));
}

std::uint32_t UndoValues::attributeOf(std::string_view name)
{
    const auto found = std::find(m_names.begin(), m_names.end(), name);
    if (found == m_names.end()) {
        m_names.emplace_back(name);
        m_attributes.append(QString::fromUtf8(name.data(), qsizetype(name.size())));
        return std::uint32_t(m_names.size() - 1);
    }
    return std::uint32_t(found - m_names.begin());
}

bool UndoValues::add(const BackupRecord &record)
{
    if (record.why != BackupRecord::Why::Enriched || record.contactId.size() > 0xFFFF)
        return false;
    m_offsets.push_back(m_arena.size());
    append(m_arena, std::uint16_t(record.contactId.size()));
    m_arena += record.contactId;
    m_longestId = std::max(m_longestId, record.contactId.size());
    const std::size_t countAt = m_arena.size();
    std::uint32_t count = 0;
    append(m_arena, count);
    for (MemberCells written(record.newMembers); written.next(); ++count) {
        append(m_arena, attributeOf(written.name()));
        MemberCells before(record.extras);
        bool isHeld = false;
        while (!isHeld && before.next())
            isHeld = before.name() == written.name();
        const HeldValue held = isHeld ? heldIn(before) : HeldValue();
        m_holdAny = m_holdAny || !held.isNothing();
        append(m_arena, held);
        append(m_arena, heldIn(written));
    }
    std::memcpy(m_arena.data() + countAt, &count, sizeof count);
    m_firstValues.push_back(m_firstValues.back() + count);
    return count > 0;
}

std::string_view UndoValues::id(std::uint32_t unit) const
{
    ArenaReader reader(m_arena, m_offsets[unit]);
    return reader.text(reader.number<std::uint16_t>());
}

void UndoValues::values(std::uint32_t unit, std::vector<Value> &values) const
{
    ArenaReader reader(m_arena, m_offsets[unit]);
    (void)reader.text(reader.number<std::uint16_t>());
    values.resize(reader.number<std::uint32_t>());
    for (Value &value : values) {
        value.attribute = reader.number<std::uint32_t>();
        value.before = reader.value();
        value.written = reader.value();
    }
}

std::size_t UndoValues::slotOf(std::string_view id) const
{
    const std::size_t last = m_slots.size() - 1; // sizes are powers of two
    std::size_t at = textHash(id, m_seed) & last;
    while (m_slots[at] != 0 && this->id(m_slots[at] - 1) != id)
        at = (at + 1) & last;
    return at;
}

void UndoValues::index()
{
    m_slots.resize(std::bit_ceil(m_offsets.size() * 4 / 3 + 16));
    for (std::uint32_t unit = 0; unit < units(); ++unit) {
        std::uint32_t &slot = m_slots[slotOf(id(unit))];
        if (slot != 0) { // the same contact twice
            m_slots.clear();
            return;
        }
        slot = unit + 1;
    }
}

std::optional<std::uint32_t> UndoValues::find(std::string_view id) const
{
    const std::uint32_t slot = m_slots[slotOf(id)];
    return slot == 0 ? std::nullopt : std::optional(slot - 1);
}

UndoMatcher::UndoMatcher(SharedUndoValues values, const ListSchema &schema, std::vector<bool> leftOut)
    : m_values(std::move(values))
    , m_leftOut(std::move(leftOut))
    , m_fates(m_values->firstValue(m_values->units()))
{
    for (const QString &name : m_values->attributes()) {
        const auto at = schema.indexOf(name);
        m_types.push_back(at ? schema.attributes[qsizetype(*at)].type : std::nullopt);
    }
}

void UndoMatcher::begin()
{
    std::fill(m_fates.begin(), m_fates.end(), std::uint8_t(UndoFate::Gone));
    m_contactsInList = 0;
}

void UndoMatcher::take(const RecordPage &page)
{
    m_contactsInList += qint64(page.rowCount());
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        const auto unit = m_values->find(page.id(row));
        if (!unit)
            continue;
        m_values->values(*unit, m_room);
        std::uint8_t *fates = m_fates.data() + m_values->firstValue(*unit);
        for (std::size_t place = 0; place < m_room.size(); ++place) {
            const UndoValues::Value &value = m_room[place];
            const std::string name = m_values->attributes()[qsizetype(value.attribute)].toStdString();
            MemberCells member(page.extras(row));
            HeldValue now;
            while (member.next()) {
                if (member.name() != name)
                    continue;
                if (!member.value().empty())
                    now = {member.isText() ? HeldValue::Form::Text : HeldValue::Form::Json, member.value()};
                break;
            }
            UndoFate fate = UndoRules::fateOf(m_types[value.attribute], value.before, value.written, now);
            if (fate == UndoFate::ComesBack && !m_leftOut.empty() && m_leftOut[*unit])
                fate = UndoFate::LeftOut;
            fates[place] = std::uint8_t(fate);
        }
    }
}

UndoSighting UndoMatcher::sighting(std::uint32_t unit) const
{
    UndoSighting seen{};
    for (std::size_t at = m_values->firstValue(unit); at < m_values->firstValue(unit + 1); ++at)
        ++seen[m_fates[at]];
    return seen;
}

UndoCounts UndoMatcher::counts() const
{
    UndoCounts counts{.contacts = m_values->units(), .contactsInList = m_contactsInList};
    for (std::uint32_t unit = 0; unit < m_values->units(); ++unit) {
        const UndoSighting seen = sighting(unit);
        for (std::size_t fate = 0; fate < seen.size(); ++fate)
            counts.values[fate] += seen[fate];
        counts.contactsBack += seen[std::size_t(UndoFate::ComesBack)] > 0;
        counts.contactsGone += seen[std::size_t(UndoFate::Gone)] > 0;
    }
    return counts;
}

} // namespace muster
