// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A masked text as LeakCheck reads it: compatibility forms by Qt's Unicode tables, marks and format characters gone,
/// our own tags as one byte that no shape contains.
class LeakText
{
public:
    static constexpr char tagByte = '\x01';

    explicit LeakText(std::string_view utf8);
    [[nodiscard]] std::string_view text() const { return m_text; }
    /// The byte of the masked text from which one of text() came; text().size() for its end.
    [[nodiscard]] std::size_t origin(std::size_t at) const { return m_origins.empty() ? at : m_origins[at]; }

    /// Small letters and digits alone, for comparing.
    [[nodiscard]] static std::string comparable(std::string_view utf8);

private:
    void normalise(std::string_view utf8);
    void hideTags();
    std::string m_text;
    std::vector<std::uint32_t> m_origins; ///< Empty: nothing moved.
};

} // namespace muster
