// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumnsbuilder.h"
#include "models/lists/idindex.h"
#include "models/sinks/recordsink.h"

#include <deque>
#include <functional>
#include <string>

namespace muster {

/// Pages of a segment into columns in memory, where an export writes a file. A contact met before is not taken again
/// (F70, F71: the first version stays). One worker thread at a time.
class ContactsSink final : public RecordSink
{
public:
    static inline const QString idField = QStringLiteral("contactId"); ///< As exports call it.

    /// Shared with whoever waits for the contacts.
    struct Outcome
    {
        std::function<void(qint64 rows)> noted; ///< Is told of every page by the worker; may be empty.
        SharedContactColumns contacts; ///< Behind complete().
        qint64 quarantined = 0; ///< Behind complete(): contacts that are not among them (F62).
    };

    /// `attributes`: as the pages have them. The contact id stands before them as a field of its own.
    ContactsSink(const QStringList &attributes, const ContactLimits &limits, std::shared_ptr<Outcome> outcome);

    [[nodiscard]] const SinkCheckpoint &checkpoint() const override { return m_checkpoint; }
    /// Errors of ContactColumnsBuilder::append().
    [[nodiscard]] Result<PageReceipt> append(const RecordPage &page) override;
    [[nodiscard]] Result<void> sync() override { return {}; }
    [[nodiscard]] Result<Completed> complete(const QJsonObject &facts) override;

private:
    [[nodiscard]] bool isNew(std::string_view id);

    const std::shared_ptr<Outcome> m_outcome;
    const std::uint64_t m_seed;
    ContactColumnsBuilder m_builder;
    SinkCheckpoint m_checkpoint;
    IdIndex m_index;
    std::deque<std::string> m_ids; ///< Of the rows.
    std::vector<std::string_view> m_cells; ///< Of one row.
};

} // namespace muster
