// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/contactcolumnsbuilder.h"

#include <QRandomGenerator>

namespace muster {

namespace {

tl::unexpected<ApiError> tooMuch(const char *code, quint64 limit)
{
    return failure(
        {.kind = ErrorKind::LimitExceeded, .code = QString::fromLatin1(code), .subject = QString::number(limit)});
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
