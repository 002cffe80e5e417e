// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/batchsources.h"

#include "models/lists/membercells.h"
#include "models/rules/enrich/heldvalue.h"

#include <utility>

namespace muster {

UnitBatch partOf(const UnitBatch &whole, const QList<qsizetype> &places)
{
    EnrichmentBatchBuilder builder(std::make_shared<const ListSchema>(whole.batch->schema()));
    UnitBatch part;
    for (const qsizetype place : places) {
        builder.beginContact(whole.batch->id(std::size_t(place)));
        for (const EnrichmentValue &value : whole.batch->values(std::size_t(place)))
            builder.add(value.attribute, whole.batch->text(value));
        part.units.append(whole.units[place]);
    }
    part.batch = builder.take();
    return part;
}

BatchCutter::BatchCutter(std::shared_ptr<const ListSchema> schema)
    : m_builder(std::move(schema))
{
}

void BatchCutter::add(std::string_view id, std::span<const Value> values, std::uint32_t unit, const BatchSize &size)
{
    qsizetype bytes = m_builder.wireBytesOf(id);
    for (const Value &value : values)
        bytes += m_builder.wireBytesOf(value.attribute, value.text);
    if (m_units.size() >= size.contacts || m_builder.wireBytes() + bytes > size.bytes)
        cut();
    m_builder.beginContact(id);
    for (const Value &value : values)
        m_builder.add(value.attribute, value.text);
    m_units.append(unit);
}

void BatchCutter::cut()
{
    if (!m_units.isEmpty())
        m_ready.push_back({m_builder.take(), std::exchange(m_units, {})});
}

std::optional<UnitBatch> BatchCutter::take()
{
    if (m_ready.empty())
        return std::nullopt;
    UnitBatch batch = std::move(m_ready.front());
    m_ready.pop_front();
    return batch;
}

BackupFeed::BackupFeed(std::unique_ptr<BackupReader> backup, std::shared_ptr<const ListSchema> schema,
                       std::vector<bool> open)
    : m_backup(std::move(backup))
    , m_schema(schema)
    , m_open(std::move(open))
    , m_cutter(std::move(schema))
{
}

Result<void> BackupFeed::take(const BackupRecord &record, const BatchSize &size)
{
    const std::size_t unit = m_unit++;
    if (unit >= m_open.size() || !m_open[unit])
        return {};
    std::vector<BatchCutter::Value> values;
    std::vector<std::string> texts; // a member's text is gone with the next one
    for (MemberCells member(record.newMembers); member.next();) {
        const QString name = QString::fromUtf8(member.name().data(), qsizetype(member.name().size()));
        const auto attribute = m_schema->indexOf(name);
        const auto type = attribute ? m_schema->attributes[qsizetype(*attribute)].type : std::nullopt;
        const auto form = member.isText() ? HeldValue::Form::Text : HeldValue::Form::Json;
        if (!type || !isWritable(*type, {form, member.value()}))
            return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("schema_changed"), .subject = name});
        values.push_back({*attribute, {}});
        texts.emplace_back(member.value());
    }
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i].text = texts[i];
    m_cutter.add(record.contactId, values, std::uint32_t(unit), size);
    return {};
}

Result<UnitBatch> BackupFeed::next(const BatchSize &size)
{
    for (;;) {
        if (auto batch = m_cutter.take())
            return *std::move(batch);
        if (m_ended)
            return UnitBatch();
        TRY(records, m_backup->next());
        for (const BackupRecord &record : *records) {
            TRY_VOID(take(record, size));
        }
        m_ended = records->empty();
        if (m_ended && m_unit != m_open.size())
            return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("backup_damaged")});
        if (m_ended)
            m_cutter.cut();
    }
}

BatchFeed::BatchFeed(std::unique_ptr<RowFeed> rows, std::shared_ptr<const ListSchema> schema, std::vector<bool> open)
    : m_rows(std::move(rows))
    , m_open(std::move(open))
    , m_cutter(std::move(schema))
{
}

void BatchFeed::take(const CheckedRow &row, const BatchSize &size)
{
    if (row.verdict() != RowVerdict::Send)
        return;
    const std::size_t unit = m_unit++;
    if (unit >= m_open.size() || !m_open[unit])
        return;
    m_values.clear();
    for (const CheckedValue &value : row.values())
        m_values.push_back({value.attribute, row.text(value)});
    m_cutter.add(row.id(), m_values, std::uint32_t(unit), size);
}

Result<UnitBatch> BatchFeed::next(const BatchSize &size)
{
    for (;;) {
        if (auto batch = m_cutter.take())
            return *std::move(batch);
        if (m_ended)
            return UnitBatch();
        const auto more = m_rows->next([this, &size](const CheckedRow &row, const SourceRow &) { take(row, size); });
        if (!more)
            return tl::unexpected(more.error());
        m_ended = !*more;
        if (m_ended && m_unit != m_open.size())
            return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("source_changed")});
        if (m_ended)
            m_cutter.cut();
    }
}

UndoFeed::UndoFeed(const UndoMatcher &matcher, std::shared_ptr<const ListSchema> schema, QList<std::uint32_t> units)
    : m_matcher(matcher)
    , m_schema(schema)
    , m_units(std::move(units))
    , m_cutter(std::move(schema))
{
}

void UndoFeed::take(std::uint32_t unit, const BatchSize &size)
{
    const UndoValues &values = m_matcher.values();
    values.values(unit, m_values);
    m_back.clear();
    for (std::size_t place = 0; place < m_values.size(); ++place) {
        if (m_matcher.fate(unit, place) != UndoFate::ComesBack)
            continue;
        const auto attribute = m_schema->indexOf(values.attributes()[qsizetype(m_values[place].attribute)]);
        if (attribute) // else its fate were another
            m_back.push_back({*attribute, m_values[place].before.text});
    }
    if (!m_back.empty())
        m_cutter.add(values.id(unit), m_back, unit, size);
}

Result<UnitBatch> UndoFeed::next(const BatchSize &size)
{
    for (;;) {
        if (auto batch = m_cutter.take())
            return *std::move(batch);
        if (m_next > m_units.size())
            return UnitBatch();
        if (m_next < m_units.size())
            take(m_units[m_next], size);
        else
            m_cutter.cut();
        ++m_next;
    }
}

} // namespace muster
