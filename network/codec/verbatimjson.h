// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <string>
#include <string_view>

namespace muster {

/// Walks over JSON that StrictJson found no fault in, value by value, telling where each stands. For what QJson loses:
/// offsets, the order of members, the spelling of numbers. Anything but strictly valid JSON is a mistake of the caller.
class JsonCursor
{
public:
    enum class Kind { Object, Array, Text, Number, Boolean, Null };

    explicit JsonCursor(QByteArrayView json)
        : m_json(json)
    {
    }

    /// Of the value that comes next. Bytes from the start; white space before it is passed over.
    [[nodiscard]] Kind kind();
    [[nodiscard]] qsizetype offset();

    /// Into an object or array. Then, as long as nextItem() says so, take one member (name, then value) or element.
    void enter();
    /// False: it was the last; the cursor is behind the object or array.
    [[nodiscard]] bool nextItem();
    [[nodiscard]] QString name();

    [[nodiscard]] QString text();
    [[nodiscard]] QByteArray number(); ///< As it is spelled.
    [[nodiscard]] bool boolean();
    void skip();

private:
    void space();
    [[nodiscard]] QByteArrayView textBytes();

    QByteArrayView m_json;
    qsizetype m_at = 0;
};

/// "conditions[2].value": the member or element that the byte at `offset` belongs to, as far as the text can be read. A
/// name of other than letters, digits and underscores is written as ["name"]. Takes any bytes.
[[nodiscard]] QString jsonPathAt(QByteArrayView json, qsizetype offset);
/// `name` as a part of such a path behind `path`.
[[nodiscard]] QString jsonMemberPath(const QString &path, const QString &name);
[[nodiscard]] QString jsonElementPath(const QString &path, qsizetype index);

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
