// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"

namespace muster {

/// Learns, chunk by chunk, what the cells of a field are. Any one thread.
class FieldKinds
{
public:
    void add(TextColumn cells, std::uint32_t rows);
    /// All that was added, as a field of the narrowest type that every filled cell fits.
    [[nodiscard]] ContactField field(const QString &name);

private:
    void look(const TextColumn &cells, double *keys);

    std::vector<FieldChunk> m_chunks;
    bool m_mayBeNumber = true, m_mayBeDay = true, m_mayBeBoolean = true;
    bool m_isShort = true;
    qint64 m_filled = 0;
};

} // namespace muster
