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
/// change: it knows numbers as double only. `letters`: \b \t \n \f \r are written so, not as \u00xx.
void appendJsonString(std::string &out, std::string_view text, bool letters = false);

/// Writes JSON whose bytes depend on nothing but the values: members in the order of the calls, numbers as whole
/// decimals, text as UTF-8 with only `"`, `\` and control characters escaped (RFC 8259 section 7), half surrogate pairs
/// as U+FFFD. The caller sees to the nesting.
class JsonWriter
{
public:
    enum class Form {
        Canonical, ///< On one line without white space; \b \t \n \f \r are written so, else \u00xx in lower case.
        Line, ///< The same with \u00xx for each control character.
        Indented ///< As Line, but indented by two spaces, with a line end. What is empty is on one line either way.
    };

    explicit JsonWriter(Form form = Form::Canonical)
        : m_form(form)
    {
    }

    void begin(char bracket); ///< '{' or '['
    void end(char bracket);
    void name(const char *name); ///< Of the member whose value comes next.
    void element(const QString &text);
    void element(qint64 number) { raw(QByteArray::number(number)); }
    void raw(QByteArrayView value); ///< A number, true, false or null.

    void beginObject() { begin('{'); }
    void beginObject(const char *key) { name(key), begin('{'); }
    void endObject() { end('}'); }
    void beginArray(const char *key) { name(key), begin('['); }
    void endArray() { end(']'); }
    void member(const char *key, const QString &text) { name(key), element(text); }
    void member(const char *key, qint64 number) { name(key), element(number); }
    void member(const char *key, bool flag) { name(key), raw(flag ? "true" : "false"); }
    void member(const char *key, const char *text) = delete; // would become a bool
    void member(const char *key, const QStringList &texts);

    [[nodiscard]] QByteArray bytes() const;

private:
    void item();
    void line();

    std::string m_out;
    Form m_form;
    int m_depth = 0;
    bool m_first = true; ///< In the object or array that is open.
    bool m_named = false; ///< A name stands in front.
};

} // namespace muster
