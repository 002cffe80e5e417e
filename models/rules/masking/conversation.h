// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Texts that belong together, in the order in which they were said: a number that is spoken over several turns is
/// looked for across them. One buffer, which is kept by clear(). Not for several threads at once.
class Conversation
{
public:
    static constexpr std::size_t maxBytes = 256U * 1024 * 1024; ///< Of all texts; MaskEngine::find() refuses more.
    static constexpr int unknownSpeaker = -1;

    void clear();
    /// `utf8`: valid UTF-8. `speaker`: equal numbers are one voice. Returns the text's index.
    std::uint32_t append(std::string_view utf8, int speaker = unknownSpeaker);

    [[nodiscard]] std::size_t size() const { return m_texts.size(); } ///< Texts.
    [[nodiscard]] std::string_view text(std::uint32_t index) const;
    [[nodiscard]] int speaker(std::uint32_t index) const { return m_texts[index].speaker; }

    /// All texts, each with one line feed behind it, so that nothing ends where the buffer does.
    [[nodiscard]] std::string_view joined() const { return m_joined; }
    [[nodiscard]] std::size_t start(std::uint32_t index) const { return m_texts[index].start; } ///< In joined().
    /// The text that holds a byte of joined(); the line feed belongs to the text before it.
    [[nodiscard]] std::uint32_t textAt(std::size_t offset) const;

private:
    struct Text
    {
        std::size_t start = 0;
        int speaker = unknownSpeaker;
    };
    std::string m_joined;
    std::vector<Text> m_texts;
};

} // namespace muster
