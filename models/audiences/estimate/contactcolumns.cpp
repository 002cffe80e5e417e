// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/contactcolumns.h"

#include "network/wire/enrichment.h"

#include <QRandomGenerator>
#include <limits>

namespace muster {

namespace {

Truth truthOf(bool holds)
{
    return holds ? Truth::True : Truth::False;
}

std::string utf8(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return {bytes.constData(), std::size_t(bytes.size())};
}

} // namespace

bool isDay(std::string_view text)
{
    return text.size() == 10 && isCanonicalValue(ListAttributeType::Date, text);
}

bool beginsWithDay(std::string_view text)
{
    return text.size() >= 10 && (text.size() == 10 || text[10] == 'T') && isDay(text.substr(0, 10));
}

ConditionTest::ConditionTest(const CriteriaCondition &condition, CriteriaFieldType type)
    : m_op(condition.op)
{
    choose(condition, type);
}

void ConditionTest::choose(const CriteriaCondition &condition, CriteriaFieldType type)
{
    const bool isPart = m_op == CriteriaOperator::Contains || m_op == CriteriaOperator::StartsWith;
    if (const bool *yes = std::get_if<bool>(&condition.value)) {
        m_text = *yes ? "true" : "false";
        if (!isPart && !isOrdering())
            m_kind = Kind::SameText;
        return;
    }
    if (const auto *number = std::get_if<CriteriaNumber>(&condition.value)) {
        m_text.assign(number->spelling.constData(), std::size_t(number->spelling.size()));
        m_number = isPart ? std::nullopt : ExactDecimal::read(m_text);
        m_kind = m_number ? Kind::Number : Kind::Open;
        return;
    }
    m_text = utf8(std::get<QString>(condition.value));
    if (isPart) {
        m_kind = m_op == CriteriaOperator::Contains ? Kind::Part : Kind::Start;
        return;
    }
    if (isOrdering() || type == CriteriaFieldType::Number)
        m_number = ExactDecimal::read(m_text);
    if (m_number)
        m_kind = Kind::Number;
    else if (!isOrdering())
        m_kind = Kind::SameText;
    else if (beginsWithDay(m_text))
        m_kind = Kind::Day;
}

Truth ConditionTest::ordered(std::strong_ordering cellToValue) const
{
    return truthOf(m_op == CriteriaOperator::GreaterThan ? cellToValue > 0 : cellToValue < 0);
}

Truth ConditionTest::judgeNumber(std::string_view cell) const
{
    const auto number = ExactDecimal::read(cell);
    if (isOrdering())
        return number ? ordered(*number <=> *m_number) : Truth::Unknown;
    const bool isEqual = number && *number == *m_number;
    return truthOf(isEqual == (m_op == CriteriaOperator::Equals));
}

Truth ConditionTest::judgeDay(std::string_view cell) const
{
    return beginsWithDay(cell) ? ordered(cell <=> std::string_view(m_text)) : Truth::Unknown;
}

Truth ConditionTest::judge(std::string_view cell) const
{
    if (cell.empty())
        return truthOf(m_op == CriteriaOperator::NotEquals);
    switch (m_kind) {
    case Kind::Open:
        return Truth::Unknown;
    case Kind::SameText:
        return truthOf((cell == m_text) == (m_op == CriteriaOperator::Equals));
    case Kind::Part:
        return truthOf(cell.find(m_text) != std::string_view::npos);
    case Kind::Start:
        return truthOf(cell.starts_with(m_text));
    case Kind::Number:
        return judgeNumber(cell);
    case Kind::Day:
        return judgeDay(cell);
    }
    Q_UNREACHABLE();
}

void ContactColumns::add(ContactField field)
{
    for (const FieldChunk &chunk : field.chunks)
        m_bytes += chunk.cells.bytes() + (chunk.keys ? chunk.cells.texts() * sizeof(double) : 0);
    m_places.insert(field.name, int(m_fields.size()));
    m_fields.push_back(std::move(field));
}

std::shared_ptr<const ContactColumns> ContactColumns::fromTable(const ContactTable::Snapshot &table,
                                                                const QString &idName, const QString &phoneName,
                                                                const std::stop_token &stop)
{
    auto columns = std::make_shared<ContactColumns>();
    columns->m_rows = table.rowCount();
    const auto add = [&](const QString &name, const auto &cellsOf) {
        if (columns->m_places.contains(name))
            return true;
        FieldKinds kinds;
        for (std::size_t chunk = 0; chunk < table.chunkCount(); ++chunk) {
            if (stop.stop_requested())
                return false;
            kinds.add(cellsOf(table.chunk(chunk)), columns->rowsIn(chunk));
        }
        columns->add(kinds.field(name));
        return true;
    };
    if (!add(idName, [](const ContactChunk &chunk) { return chunk.ids; })
        || !add(phoneName, [](const ContactChunk &chunk) { return chunk.phones; }))
        return nullptr;
    for (qsizetype i = 0; i < table.members().size(); ++i) {
        const auto member = std::size_t(i);
        if (!add(table.members()[i], [member](const ContactChunk &chunk) {
                return member < chunk.members.size() ? chunk.members[member] : TextColumn();
            }))
            return nullptr;
    }
    return columns;
}

namespace {

constexpr double noKey = std::numeric_limits<double>::quiet_NaN();

/// 20260131; the text is one.
double keyOfDay(std::string_view day)
{
    double key = 0;
    for (const char c : day)
        key = c == '-' ? key : key * 10 + (c - '0');
    return key;
}

qint64 filledIn(const TextColumn &cells, std::uint32_t rows)
{
    qint64 filled = 0;
    if (cells.hasCodes()) {
        for (std::uint32_t row = 0; row < rows; ++row)
            filled += cells.code(row) != 0 ? 1 : 0;
    } else if (cells.form() == TextColumn::Form::Plain) {
        for (std::uint32_t row = 0; row < rows; ++row)
            filled += cells.ends()[row] != cells.ends()[row + 1] ? 1 : 0;
    }
    return filled;
}

} // namespace

void FieldKinds::look(const TextColumn &cells, double *keys)
{
    for (std::uint32_t i = 0; i < cells.texts(); ++i) {
        const std::string_view text = cells.text(i);
        keys[i] = noKey;
        if (text.empty())
            continue;
        m_mayBeBoolean = m_mayBeBoolean && (text == "true" || text == "false");
        m_mayBeDay = m_mayBeDay && isDay(text);
        if (m_mayBeDay)
            keys[i] = keyOfDay(text);
        const auto number = m_mayBeNumber ? ExactDecimal::read(text) : std::nullopt;
        m_mayBeNumber = number.has_value();
        if (number) {
            keys[i] = number->nearest();
            m_isShort = m_isShort && number->isShort();
        }
        if (!m_mayBeNumber && !m_mayBeDay && !m_mayBeBoolean)
            return;
    }
}

void FieldKinds::add(TextColumn cells, std::uint32_t rows)
{
    const qint64 filled = filledIn(cells, rows);
    m_filled += filled;
    FieldChunk chunk{std::move(cells), nullptr};
    if (filled > 0 && (m_mayBeNumber || m_mayBeDay || m_mayBeBoolean)) {
        const auto keys = std::make_shared_for_overwrite<double[]>(chunk.cells.texts());
        look(chunk.cells, keys.get());
        if (m_mayBeNumber || m_mayBeDay)
            chunk.keys = keys;
    }
    m_chunks.push_back(std::move(chunk));
    if (!m_mayBeNumber && !m_mayBeDay) { // what was taken for numbers before is not needed
        for (FieldChunk &earlier : m_chunks)
            earlier.keys.reset();
    }
}

ContactField FieldKinds::field(const QString &name)
{
    ContactField field{.name = name, .filled = m_filled, .isShort = m_isShort, .chunks = std::move(m_chunks)};
    if (m_filled > 0) {
        field.type = m_mayBeNumber ? CriteriaFieldType::Number
            : m_mayBeDay           ? CriteriaFieldType::Date
            : m_mayBeBoolean       ? CriteriaFieldType::Boolean
                                   : CriteriaFieldType::Text;
    }
    return field;
}

namespace {

tl::unexpected<ApiError> tooMuch(const char *code, quint64 limit)
{
    return failure(ErrorKind::LimitExceeded, code, QString::number(limit));
}

} // namespace

ContactColumnsBuilder::ContactColumnsBuilder(const QStringList &fields, const ContactLimits &limits)
    : m_limits(limits)
    , m_seed(QRandomGenerator::system()->generate64())
    , m_columns(std::make_shared<ContactColumns>())
{
    if (std::size_t(fields.size()) > m_limits.fields)
        return;
    m_fields.reserve(std::size_t(fields.size()));
    for (const QString &name : fields)
        m_fields.push_back({name, MemberBuilder(ContactColumns::chunkRows, m_seed), {}});
}

Result<void> ContactColumnsBuilder::append(std::span<const std::string_view> cells)
{
    if (cells.size() != m_fields.size())
        return tooMuch("contacts_too_many_fields", m_limits.fields);
    if (m_columns->m_rows == m_limits.rows)
        return tooMuch("contacts_too_many", m_limits.rows);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!cells[i].empty())
            m_fields[i].cells.set(m_rowInChunk, cells[i]);
    }
    ++m_columns->m_rows;
    if (++m_rowInChunk == ContactColumns::chunkRows)
        return closeChunk();
    return {};
}

Result<void> ContactColumnsBuilder::closeChunk()
{
    for (Field &field : m_fields) {
        TextColumn cells = field.cells.packed(m_rowInChunk);
        m_bytes += cells.bytes() + cells.texts() * sizeof(double);
        field.kinds.add(std::move(cells), m_rowInChunk);
        field.cells = MemberBuilder(ContactColumns::chunkRows, m_seed);
    }
    m_rowInChunk = 0;
    if (m_bytes > m_limits.bytes)
        return tooMuch("contacts_too_large", m_limits.bytes >> 20);
    return {};
}

Result<SharedContactColumns> ContactColumnsBuilder::finish()
{
    if (m_rowInChunk > 0) {
        TRY_VOID(closeChunk());
    }
    for (Field &field : m_fields)
        m_columns->add(field.kinds.field(field.name));
    m_fields.clear();
    return SharedContactColumns(std::move(m_columns));
}

} // namespace muster
