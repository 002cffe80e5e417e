// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/fieldkinds.h"

#include <limits>

namespace muster {

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

} // namespace muster
