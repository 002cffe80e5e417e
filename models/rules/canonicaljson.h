// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace muster {

/// Writes JSON whose bytes depend on nothing but the values: members in the order of the calls, no white space, numbers
/// as whole decimals, text as UTF-8 with only `"`, `\` and control characters escaped (RFC 8259 section 7; \b \t \n \f
/// \r, else \u00xx in lower case). Half surrogate pairs become U+FFFD. The caller sees to the nesting.
class CanonicalJson
{
public:
    void beginObject();
    void beginObject(const char *name);
    void endObject();
    void beginArray(const char *name);
    void endArray();
    void member(const char *name, const QString &text);
    void member(const char *name, qint64 number);
    void member(const char *name, bool flag);
    void member(const char *name, const char *text) = delete; // would become a bool
    void element(const QString &text);
    void element(qint64 number);
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    void separate();
    void name(const char *name);
    void text(const QString &text);

    QByteArray m_bytes;
};

} // namespace muster
