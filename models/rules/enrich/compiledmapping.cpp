// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/compiledmapping.h"

#include <algorithm>

namespace muster {

CompiledMapping::CompiledMapping(const EnrichmentMapping &mapping, const QLocale &locale)
    : m_form(BooleanWords::of(locale), locale.decimalPoint() != QLatin1String("."))
{
    for (const QString &word : mapping.guardWords) {
        const std::string text = word.toStdString();
        m_guardWords.emplace_back(trimmedText(text));
    }
    std::sort(m_guardWords.begin(), m_guardWords.end());
}

bool CompiledMapping::isGuardWord(std::string_view trimmed) const
{
    return trimmed.empty() || std::binary_search(m_guardWords.begin(), m_guardWords.end(), trimmed, std::less<>());
}

} // namespace muster
