// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>
#include <string>
#include <string_view>

namespace muster {

/// Appends `text` (valid UTF-8) as a JSON string, quotes included (RFC 8259 section 7). For bodies that QJson would
/// change: it knows numbers as double only.
void appendJsonString(std::string &out, std::string_view text);

/// Writes JSON on one line or indented by two spaces, members in the order of the calls. The caller sees to the
/// nesting.
class JsonLayout
{
public:
    explicit JsonLayout(bool pretty)
        : m_pretty(pretty)
    {
    }

    void begin(char bracket); ///< '{' or '['
    void end(char bracket);
    void name(const char *name); ///< Of the member whose value comes next.
    void text(const QString &text); ///< Half surrogate pairs become U+FFFD.
    void raw(QByteArrayView value); ///< A number, true, false or null.
    /// An empty array or object is on one line either way.
    [[nodiscard]] QByteArray take();

private:
    void item();
    void line();

    std::string m_out;
    int m_depth = 0;
    bool m_pretty = false;
    bool m_first = true; ///< In the object or array that is open.
    bool m_named = false; ///< A name stands in front.
};

} // namespace muster
