// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undovalues.h"

#include "models/lists/membercells.h"
#include "models/rules/texthash.h"

#include <QRandomGenerator>
#include <algorithm>
#include <bit>
#include <cstring>

namespace muster {

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
        return failure({.kind = ErrorKind::Cancelled});
    if (!info)
        return tl::unexpected(info.error());
    if (info->digest != backup.digest)
        return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("backup_changed"), .subject = backup.file});
    if (good)
        loaded->index();
    if (!good || loaded->m_slots.empty())
        return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("backup_damaged"), .subject = backup.file});
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

} // namespace muster
