// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/backupfeed.h"

#include "models/lists/membercells.h"
#include "models/rules/enrich/heldvalue.h"

namespace muster {

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

} // namespace muster
