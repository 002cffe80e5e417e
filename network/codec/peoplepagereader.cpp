// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/peoplepagereader.h"

#include "network/codec/recordpagedecoder.h"

#include <algorithm>
#include <charconv>

namespace muster {

using namespace simdjson;

namespace {

using MemberKind = PeopleMember::Kind;

/// No record of a call centre has that many numbers; a name that asks for more asks for nothing.
constexpr std::size_t mostPlaces = 1000;

/// The place that `name` has behind `called`, from 0; nullopt: it is not spelled so.
std::optional<std::size_t> placeIn(std::string_view name, std::string_view called)
{
    if (!name.starts_with(called))
        return std::nullopt;
    const std::string_view digits = name.substr(called.size());
    std::size_t place = 0;
    const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), place);
    if (error != std::errc() || stopped != digits.data() + digits.size() || digits.starts_with('0')
        || place > mostPlaces)
        return std::nullopt;
    return place - 1;
}

/// What stands behind "member."; nullopt: something else.
std::optional<std::string_view> insideOf(std::string_view name, std::string_view member)
{
    if (name.size() <= member.size() + 1 || !name.starts_with(member) || name[member.size()] != '.')
        return std::nullopt;
    return name.substr(member.size() + 1);
}

} // namespace

PeoplePlan::PeoplePlan(const PeoplePageShape &shape, const QStringList &columns, const QList<SegmentFilter> &filters,
                       Rest rest)
    : m_shape(shape)
    , m_columnCount(static_cast<std::size_t>(columns.size()))
    , m_cellCount(m_columnCount)
    , m_keepsRest(rest == Rest::Kept)
{
    Q_ASSERT(shape.members.size() <= PeoplePageShape::maxMembers);
    for (const PeopleMember &member : shape.members) {
        m_fieldsByName.emplace(member.name, std::ssize(m_fields));
        const bool isBooks = !shape.books.empty() && member.name.starts_with(shape.books);
        m_fields.push_back({.member = &member, .isKept = m_keepsRest && !isBooks});
    }
    std::map<QString, std::pair<std::size_t, std::optional<AttributeType>>> placed;
    const auto placeOf = [this, &placed](const QString &attribute, std::size_t column) {
        const auto [entry, isNew] = placed.try_emplace(attribute, column, std::nullopt);
        if (isNew)
            entry->second.second = place(attribute, static_cast<std::ptrdiff_t>(column));
        return entry->second;
    };
    for (std::size_t column = 0; column < m_columnCount; ++column)
        (void)placeOf(columns[static_cast<qsizetype>(column)], column);
    for (const SegmentFilter &filter : filters) {
        const auto [column, type] = placeOf(filter.attribute, m_cellCount);
        m_cellCount = std::max(m_cellCount, column + 1);
        m_filters.push_back(
            {column, type ? SegmentCondition::of(*type, filter.op, filter.value.toStdString()) : std::nullopt});
    }
}

std::optional<AttributeType> PeoplePlan::place(const QString &attribute, std::ptrdiff_t column)
{
    const std::string name = attribute.toStdString();
    for (Field &field : m_fields) {
        const PeopleMember &member = *field.member;
        switch (member.kind) {
        case MemberKind::Id:
            break;
        case MemberKind::Value:
            if (member.name != name)
                break;
            field.column = column;
            return member.type;
        case MemberKind::Group:
        case MemberKind::Fields:
            if (const auto inside = insideOf(name, member.name)) {
                field.columns.emplace(*inside, column);
                return member.type;
            }
            break;
        case MemberKind::Numbers:
            if (const auto at = placeIn(name, member.called)) {
                field.places.resize(std::max(field.places.size(), *at + 1), -1);
                field.places[*at] = column;
                return member.type;
            }
            break;
        }
    }
    return std::nullopt;
}

std::ptrdiff_t PeoplePlan::fieldOf(const std::string &name) const
{
    const auto found = m_fieldsByName.find(name);
    return found == m_fieldsByName.end() ? -1 : found->second;
}

PeoplePageReader::PeoplePageReader(ondemand::parser &parser, const PeoplePlan &plan)
    : RecordPageBuilder(parser, plan.shape().records)
    , m_plan(plan)
    , m_row(plan.cellCount())
{
}

Result<RecordPage> PeoplePageReader::read(const QByteArray &body)
{
    m_page.columnCount = m_plan.columnCount();
    ondemand::document document;
    // Both as a cell and with the extras.
    if (begin(body, document, m_plan.keepsRest() ? 2 : 1))
        (void)readPage(document);
    return built();
}

bool PeoplePageReader::readPage(ondemand::document &document)
{
    const PeoplePageShape &shape = m_plan.shape();
    Object page;
    if (const auto error = document.get_object().get(page); error != SUCCESS)
        return notThat(error, "", "not_object");
    if (!readMembers(page, shape.wrapper.empty()) || !atEnd(document))
        return false;
    if (!shape.wrapper.empty() && !m_hasWrapper)
        return wrong(shape.wrapper, "missing");
    // Where there is nothing at all the array need not be there.
    return m_hasRecords || m_page.totalCount == 0 || wrong(shape.records, "missing");
}

bool PeoplePageReader::readMembers(Object object, bool isInner)
{
    for (auto field : object) {
        Key key;
        Value value;
        if (!partsOf(field, key, value))
            return false;
        if (!readPageMember(key, value, isInner))
            return false;
    }
    return true;
}

bool PeoplePageReader::readPageMember(Key key, Value value, bool isInner)
{
    const PeoplePageShape &shape = m_plan.shape();
    if (!isInner && isKey(key, shape.wrapper)) {
        Object inner;
        if (!once(m_hasWrapper, shape.wrapper))
            return false;
        if (const auto error = value.get_object().get(inner); error != SUCCESS)
            return notThat(error, shape.wrapper, "not_object");
        ++m_depth;
        const bool isRead = readMembers(inner, true);
        --m_depth;
        return isRead;
    }
    if (isInner && isKey(key, shape.records))
        return once(m_hasRecords, shape.records) && readRecords(value);
    if (isInner && isKey(key, shape.total))
        return once(m_hasTotal, shape.total) && readTotal(value);
    return skip(key, value, isInner ? m_innerKeys : m_outerKeys);
}

bool PeoplePageReader::readTotal(Value value)
{
    bool null = false;
    if (!isNull(value, null) || null)
        return !m_fault;
    std::int64_t total = 0;
    if (value.get_int64().get(total) != SUCCESS || total < 0)
        return wrong(m_plan.shape().total, "not_integer");
    m_page.totalCount = total;
    return true;
}

bool PeoplePageReader::isNull(Value &value, bool &null)
{
    // Asked for its error code: used as a plain bool, the answer would throw for a word that only begins like null.
    return value.is_null().get(null) == SUCCESS || broken(N_ATOM_ERROR);
}

bool PeoplePageReader::readRecords(Value value)
{
    bool null = false;
    if (!isNull(value, null) || null)
        return !m_fault;
    ondemand::array items;
    if (const auto error = value.get_array().get(items); error != SUCCESS)
        return notThat(error, m_records, "not_array");
    const int outer = m_depth;
    m_inRecord = true;
    m_depth += 2;
    for (auto item : items) {
        Object record;
        if (const auto error = item.get_object().get(record); error != SUCCESS) {
            // Behind a comma at the end stands no value of any type.
            const auto type = item.type().error();
            return error == INCORRECT_TYPE && type == SUCCESS ? wrong("", "not_object")
                                                              : broken(type == SUCCESS ? error : type);
        }
        if (m_page.receivedCount == RecordPageDecoder::maxRows)
            return limit("page_rows");
        if (m_page.receivedCount == 0) {
            if (const auto error = record.raw_json().get(m_firstRecord); error != SUCCESS)
                return broken(error);
            if (const auto error = record.reset().error(); error != SUCCESS)
                return broken(error);
        }
        if (!readRecord(record))
            return false;
        ++m_page.receivedCount;
    }
    m_inRecord = false;
    m_depth = outer;
    return true;
}

bool PeoplePageReader::readRecord(Object record)
{
    char *const arenaBefore = m_to;
    m_idFault = "missing";
    m_seen.reset();
    std::fill(m_row.begin(), m_row.end(), RecordCell());
    std::size_t position = 0;
    for (auto field : record) {
        if (field.error() != SUCCESS)
            return broken(field.error());
        // By reference: a copy of what was written piece by piece just now would wait for the pieces to arrive.
        ondemand::field &&member = std::move(field).value_unsafe();
        if (!readRecordMember(member.key(), member.value(), position++))
            return false;
    }
    endRecord(arenaBefore);
    return true;
}

bool PeoplePageReader::readRecordMember(Key key, Value value, std::size_t position)
{
    const std::vector<PeoplePlan::Field> &fields = m_plan.fields();
    const std::size_t room = static_cast<std::size_t>(m_end - key.raw());
    std::ptrdiff_t at = position < m_order.size() ? m_order[position] : -1;
    // Servers keep the order of members from record to record.
    if (at < 0 || !key.unsafe_is_equal(room, fields[static_cast<std::size_t>(at)].member->name)) {
        std::string name;
        if (!unescaped(key, name))
            return false;
        at = m_plan.fieldOf(name);
        if (at < 0)
            return readExtra(key, value, m_recordKeys);
        if (position < PeoplePageShape::maxMembers) {
            m_order.resize(std::max(m_order.size(), position + 1), -1);
            m_order[position] = at;
        }
    }
    const PeoplePlan::Field &field = fields[static_cast<std::size_t>(at)];
    if (m_seen.test(static_cast<std::size_t>(at)))
        return wrong(field.member->name, "repeated_key");
    m_seen.set(static_cast<std::size_t>(at));
    return readField(field, key, value);
}

bool PeoplePageReader::readField(const PeoplePlan::Field &field, Key key, Value &value)
{
    switch (field.member->kind) {
    case MemberKind::Id:
        return readId(value);
    case MemberKind::Value:
        return field.column < 0 ? passOver(field, key, value) : keep(field.column, value);
    case MemberKind::Group:
        return field.isAskedFor() ? readGroup(field, key, value) : passOver(field, key, value);
    case MemberKind::Fields:
    case MemberKind::Numbers:
        return field.isAskedFor() ? readElements(field, key, value) : passOver(field, key, value);
    }
    Q_UNREACHABLE();
}

bool PeoplePageReader::keep(std::ptrdiff_t column, Value &value)
{
    return copyValue(value, m_row[static_cast<std::size_t>(column)]);
}

bool PeoplePageReader::passOver(const PeoplePlan::Field &field, Key key, Value &value)
{
    if (field.isKept) {
        std::string_view raw;
        if (!rawOf(value, raw))
            return false;
        addExtra(key, raw);
        return true;
    }
    RecordCell cell;
    char *const before = m_to;
    const bool isGood = copyValue(value, cell);
    m_to = before;
    return isGood;
}

bool PeoplePageReader::readGroup(const PeoplePlan::Field &field, Key key, Value &value)
{
    bool null = false;
    if (!isNull(value, null))
        return false;
    if (null)
        return passOver(field, key, value);
    Object group;
    std::string_view raw;
    if (const auto error = value.get_object().get(group); error != SUCCESS)
        return notThat(error, field.member->name, "not_object");
    if (const auto error = group.raw_json().get(raw); error != SUCCESS)
        return broken(error);
    // Looked through as a whole, so that below only what is asked for has to be looked at.
    if (!isStrict(raw))
        return false;
    if (field.isKept)
        addExtra(key, raw);
    if (const auto error = group.reset().error(); error != SUCCESS)
        return broken(error);
    for (auto inner : group) {
        Key key;
        Value part;
        std::string name;
        if (inner.key().get(key) != SUCCESS || inner.value().get(part) != SUCCESS)
            return broken(TAPE_ERROR);
        if (!unescaped(key, name))
            return false;
        const auto asked = field.columns.find(name);
        if (asked != field.columns.end() && !keep(asked->second, part))
            return false;
    }
    return true;
}

bool PeoplePageReader::readElements(const PeoplePlan::Field &field, Key key, Value &value)
{
    bool null = false;
    if (!isNull(value, null))
        return false;
    if (null)
        return passOver(field, key, value);
    ondemand::array elements;
    std::string_view raw;
    if (const auto error = value.get_array().get(elements); error != SUCCESS)
        return notThat(error, field.member->name, "not_array");
    if (const auto error = elements.raw_json().get(raw); error != SUCCESS)
        return broken(error);
    if (!isStrict(raw))
        return false;
    if (field.isKept)
        addExtra(key, raw);
    if (const auto error = elements.reset().error(); error != SUCCESS)
        return broken(error);
    std::size_t place = 0;
    for (auto item : elements) {
        Object element;
        if (const auto error = item.get_object().get(element); error != SUCCESS)
            return notThat(error, field.member->name, "not_objects");
        if (!readElement(field, element, place++))
            return false;
    }
    return true;
}

bool PeoplePageReader::readElement(const PeoplePlan::Field &field, Object element, std::size_t place)
{
    const PeopleMember &member = *field.member;
    char *const before = m_to;
    std::string name;
    RecordCell cell;
    for (auto inner : element) {
        Key key;
        Value part;
        if (inner.key().get(key) != SUCCESS || inner.value().get(part) != SUCCESS)
            return broken(TAPE_ERROR);
        if (isKey(key, member.valueMember)) {
            if (!copyValue(part, cell))
                return false;
        } else if (!member.nameMember.empty() && isKey(key, member.nameMember)) {
            Key text;
            // A name that is no text is the name of nothing that could be asked for.
            if (part.get_raw_json_string().get(text) == SUCCESS && !unescaped(text, name))
                return false;
        }
    }
    std::ptrdiff_t column = -1;
    if (member.kind == MemberKind::Numbers) {
        column = place < field.places.size() ? field.places[place] : -1;
    } else if (const auto asked = field.columns.find(name); asked != field.columns.end()) {
        column = asked->second;
    }
    // Of two with one name the first counts.
    if (column >= 0 && m_row[static_cast<std::size_t>(column)].kind == RecordCell::Kind::Absent)
        m_row[static_cast<std::size_t>(column)] = cell;
    else
        m_to = before;
    return true;
}

bool PeoplePageReader::passes() const
{
    return std::ranges::all_of(m_plan.filters(), [this](const PeoplePlan::Filter &filter) {
        if (!filter.condition)
            return false;
        const RecordCell &cell = m_row[filter.column];
        const std::string_view text = m_page.text(cell);
        const bool isThere
            = cell.kind == RecordCell::Kind::Text || (cell.kind == RecordCell::Kind::Json && text != "null");
        return isThere ? filter.condition->holdsFor(text) : filter.condition->holdsForNone();
    });
}

void PeoplePageReader::endRecord(char *arenaBefore)
{
    if (m_idFault != nullptr) {
        m_page.quarantined.push_back(
            {static_cast<std::uint32_t>(m_page.receivedCount), QString::fromLatin1(m_idFault)});
        m_to = arenaBefore;
    } else if (!passes()) {
        ++m_page.leftOutCount;
        m_to = arenaBefore;
    } else {
        m_page.ids.push_back(m_id);
        m_page.cells.insert(m_page.cells.end(), m_row.begin(),
                            m_row.begin() + static_cast<std::ptrdiff_t>(m_plan.columnCount()));
        endExtras();
    }
    forgetExtras();
}

} // namespace muster
