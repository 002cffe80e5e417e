// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

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

} // namespace muster
