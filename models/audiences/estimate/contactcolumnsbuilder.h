// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/audiences/estimate/fieldkinds.h"
#include "network/wire/result.h"

#include <span>

namespace muster {

/// How many contacts may be at hand. What is above is refused, never cut: a part would give a wrong share.
struct ContactLimits
{
    std::size_t fields = 500;
    std::uint32_t rows = 20'000'000;
    std::size_t bytes = std::size_t(2) << 30; ///< Of memory.
};

/// Takes contacts row by row and makes columns of them. Any one thread at a time.
class ContactColumnsBuilder
{
public:
    /// LimitExceeded "contacts_too_many_fields" (subject: how many are allowed) from the first append() on.
    explicit ContactColumnsBuilder(const QStringList &fields, const ContactLimits &limits = {});

    /// One cell a field; empty: the contact lacks it. LimitExceeded "contacts_too_many_fields", "contacts_too_many",
    /// "contacts_too_large" (subject: the limit in rows, or in MiB).
    [[nodiscard]] Result<void> append(std::span<const std::string_view> cells);
    [[nodiscard]] std::uint32_t rowCount() const { return m_columns->m_rows; }
    /// Once, at the end. Errors as append().
    [[nodiscard]] Result<SharedContactColumns> finish();

private:
    [[nodiscard]] Result<void> closeChunk();

    struct Field
    {
        QString name;
        MemberBuilder cells;
        FieldKinds kinds;
    };
    const ContactLimits m_limits;
    const std::uint64_t m_seed;
    std::shared_ptr<ContactColumns> m_columns;
    std::vector<Field> m_fields;
    std::uint32_t m_rowInChunk = 0;
    std::size_t m_bytes = 0;
};

} // namespace muster
