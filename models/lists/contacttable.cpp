// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contacttable.h"

#include "models/lists/membercells.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/rules/texthash.h"

#include <QRandomGenerator>
#include <bit>
#include <string>

namespace muster {

void IdIndex::grow(Part &part, std::uint64_t number)
{
    const std::size_t size = part.slots.empty() ? 16 : part.slots.size() * 2;
    std::vector<Slot> slots(size);
    for (const Slot &slot : part.slots) {
        if (slot.row == none)
            continue;
        std::size_t place = slot.tag & (size - 1);
        while (slots[place].row != none)
            place = (place + 1) & (size - 1);
        slots[place] = slot;
    }
    m_bytes += (size - part.slots.size()) * sizeof(Slot);
    part.slots = std::move(slots);
    // Between 55 % and 85 %, another one for every part: equal parts do not all grow within the same page.
    part.limit = std::uint32_t(double(size) * (0.55 + 0.30 * double(number) / double(1u << partBits)));
}

namespace {

constexpr std::size_t nameLimit = 200; ///< Bytes of a member's name; longer ones are not shown.

/// The last chunk, which still grows.
struct OpenChunk
{
    TextBuilder ids{ContactChunk::capacity};
    TextBuilder phones{ContactChunk::capacity};
    std::shared_ptr<std::uint64_t[]> content = std::make_shared_for_overwrite<std::uint64_t[]>(ContactChunk::capacity);
    std::vector<std::optional<MemberBuilder>> members;
    std::uint32_t rows = 0;

    /// What is there now, or all of it in as little room as possible.
    [[nodiscard]] std::shared_ptr<const ContactChunk> chunk(bool isFull) const
    {
        auto chunk = std::make_shared<ContactChunk>();
        chunk->rows = rows;
        chunk->ids = isFull ? ids.packed() : ids.column();
        chunk->phones = isFull ? phones.packed() : phones.column();
        chunk->content = content;
        for (const std::optional<MemberBuilder> &member : members) {
            chunk->members.push_back(!member ? TextColumn() : isFull ? member->packed(rows) : member->column());
        }
        return chunk;
    }
    [[nodiscard]] std::size_t bytes() const
    {
        std::size_t sum = ids.bytes() + phones.bytes() + ContactChunk::capacity * sizeof(std::uint64_t);
        for (const std::optional<MemberBuilder> &member : members)
            sum += member ? member->bytes() : 0;
        return sum;
    }
};

std::size_t bytesOf(const ContactChunk &chunk)
{
    std::size_t sum = sizeof chunk + chunk.ids.bytes() + chunk.phones.bytes() + chunk.rows * sizeof(std::uint64_t);
    for (const TextColumn &member : chunk.members)
        sum += sizeof member + member.bytes();
    return sum;
}

} // namespace

struct ContactTable::Data
{
    std::vector<std::shared_ptr<const ContactChunk>> full;
    std::optional<OpenChunk> open;
    IdIndex index;
    const std::uint64_t seed = QRandomGenerator::global()->generate64(); ///< Servers do not get to choose collisions.
    QStringList members;
    std::vector<std::string> memberNames; ///< The same in UTF-8.
    Row rows = 0;
    NumberForm numberForm = NumberForm::Text;
    qint64 duplicateIds = 0, conflictingIds = 0, quarantined = 0;
    std::size_t fullBytes = 0;
    mutable std::shared_ptr<const Snapshot> snapshot; ///< Null: something was added.

    [[nodiscard]] std::string_view idOf(Row row) const
    {
        const std::uint32_t chunk = ContactChunk::chunkOf(row);
        return chunk < full.size() ? full[chunk]->ids.at(ContactChunk::rowIn(row))
                                   : open->ids.text(ContactChunk::rowIn(row));
    }
    void appendRow(const RecordPage &page, std::size_t row, std::size_t phoneColumn);
    void countRepeated(Row first, std::string_view phone, std::uint64_t content);
    void addMembers(std::string_view extras);
    void addColumns(const RecordPage &page, std::size_t row, std::size_t phoneColumn);
    [[nodiscard]] int memberNumber(std::string_view name, int expected);
    void setMember(int member, std::string_view text);
};

void ContactTable::Data::countRepeated(Row first, std::string_view phone, std::uint64_t content)
{
    const std::uint32_t chunk = ContactChunk::chunkOf(first), in = ContactChunk::rowIn(first);
    const bool isSame = chunk < full.size() ? full[chunk]->phones.at(in) == phone && full[chunk]->content[in] == content
                                            : open->phones.text(in) == phone && open->content[in] == content;
    ++(isSame ? duplicateIds : conflictingIds);
}

void ContactTable::Data::appendRow(const RecordPage &page, std::size_t row, std::size_t phoneColumn)
{
    const std::string_view id = page.id(row), extras = page.extras(row);
    std::string_view phone;
    if (phoneColumn < page.columnCount) {
        const RecordCell &cell = page.cell(row, phoneColumn);
        phone = page.isFilled(cell) ? page.text(cell) : std::string_view();
    }
    if (id.empty() || id.size() > textLimit || phone.size() > textLimit || extras.size() > textLimit) {
        ++quarantined;
        return;
    }
    const std::uint64_t content = contentHash(extras);
    const Row first = index.findOrInsert(textHash(id, seed), rows, [&](Row other) { return idOf(other) == id; });
    if (first != IdIndex::none) {
        countRepeated(first, phone, content);
        return;
    }
    if (!open)
        open.emplace();
    open->ids.append(id);
    open->phones.append(phone);
    open->content[open->rows] = content;
    addMembers(extras);
    addColumns(page, row, phoneColumn);
    ++open->rows;
    ++rows;
    if (open->rows == ContactChunk::capacity) {
        full.push_back(open->chunk(true));
        fullBytes += bytesOf(*full.back());
        open.reset();
    }
}

int ContactTable::Data::memberNumber(std::string_view name, int expected)
{
    // Records of a list have the same members in the same order.
    if (std::size_t(expected) < memberNames.size() && memberNames[std::size_t(expected)] == name)
        return expected;
    for (std::size_t i = 0; i < memberNames.size(); ++i) {
        if (memberNames[i] == name)
            return int(i);
    }
    if (members.size() >= memberLimit || name.empty() || name.size() > nameLimit)
        return -1;
    memberNames.emplace_back(name);
    members << QString::fromUtf8(name.data(), qsizetype(name.size()));
    return int(members.size()) - 1;
}

void ContactTable::Data::setMember(int member, std::string_view text)
{
    if (member < 0 || text.empty())
        return;
    if (open->members.size() <= std::size_t(member))
        open->members.resize(std::size_t(member) + 1);
    std::optional<MemberBuilder> &builder = open->members[std::size_t(member)];
    if (!builder)
        builder.emplace(ContactChunk::capacity, seed);
    builder->set(open->rows, text);
}

void ContactTable::Data::addMembers(std::string_view extras)
{
    int expected = 0;
    for (MemberCells cells(extras); cells.next();) {
        const int member = memberNumber(cells.name(), expected);
        setMember(member, cells.value());
        expected = member + 1;
    }
}

void ContactTable::Data::addColumns(const RecordPage &page, std::size_t row, std::size_t phoneColumn)
{
    for (std::size_t column = 0; column < page.columnCount; ++column) {
        if (column == phoneColumn)
            continue;
        const RecordCell &cell = page.cell(row, column);
        if (page.isFilled(cell) && cell.length <= textLimit)
            setMember(memberNumber("column " + std::to_string(column + 1), -1), page.text(cell));
    }
}

ContactTable::ContactTable()
    : m_data(std::make_unique<Data>())
{
}

ContactTable::~ContactTable() = default;

void ContactTable::append(const RecordPage &page, std::size_t phoneColumn)
{
    m_data->quarantined += qint64(page.quarantined.size());
    m_data->numberForm = page.numberForm;
    for (std::size_t row = 0; row < page.rowCount(); ++row)
        m_data->appendRow(page, row, phoneColumn);
    m_data->snapshot.reset();
}

void ContactTable::clear()
{
    m_data = std::make_unique<Data>();
}

ContactTable::Row ContactTable::rowCount() const
{
    return m_data->rows;
}

qint64 ContactTable::duplicateIds() const
{
    return m_data->duplicateIds;
}

qint64 ContactTable::conflictingIds() const
{
    return m_data->conflictingIds;
}

qint64 ContactTable::quarantined() const
{
    return m_data->quarantined;
}

std::size_t ContactTable::bytes() const
{
    return m_data->fullBytes + m_data->index.bytes() + (m_data->open ? m_data->open->bytes() : 0);
}

std::optional<ContactTable::Row> ContactTable::rowOf(std::string_view id) const
{
    const Row row
        = m_data->index.find(textHash(id, m_data->seed), [&](Row other) { return m_data->idOf(other) == id; });
    return row == IdIndex::none ? std::nullopt : std::optional(row);
}

std::shared_ptr<const ContactTable::Snapshot> ContactTable::snapshot() const
{
    if (!m_data->snapshot) {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->m_chunks.reserve(m_data->full.size() + 1);
        snapshot->m_chunks = m_data->full;
        if (m_data->open)
            snapshot->m_chunks.push_back(m_data->open->chunk(false));
        snapshot->m_members = m_data->members;
        snapshot->m_rows = m_data->rows;
        snapshot->m_numberForm = m_data->numberForm;
        m_data->snapshot = std::move(snapshot);
    }
    return m_data->snapshot;
}

int ContactTable::Snapshot::filledMembers(Row row) const
{
    const ContactChunk &chunk = chunkOf(row);
    int filled = 0;
    for (const TextColumn &member : chunk.members)
        filled += member.at(ContactChunk::rowIn(row)).empty() ? 0 : 1;
    return filled;
}

} // namespace muster
