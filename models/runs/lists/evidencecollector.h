// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"
#include "models/store/evidencestore.h"

#include <QList>
#include <cstdint>
#include <string_view>

namespace muster {

/// Finds the planned purges whose contacts carry evidence of consent or an opt-out (S38), while a list is read.
class EvidenceCollector
{
public:
    /// `extras`: RecordPage::extras() of a contact that is as planned; `phone`: its number as it stands there.
    void take(std::uint32_t unit, const PlannedChange &change, std::string_view phone, std::string_view extras);

    [[nodiscard]] const QList<EvidenceStore::Entry> &entries() const { return m_entries; }
    [[nodiscard]] const QList<std::uint32_t> &units() const { return m_units; } ///< Of entries(), in their order.
    [[nodiscard]] qint64 count(ConsentEvidence kind) const;

private:
    QList<EvidenceStore::Entry> m_entries;
    QList<std::uint32_t> m_units;
};

} // namespace muster
