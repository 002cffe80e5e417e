// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <tl/expected.hpp>

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

/// Takes members out of a JSON object of ours and remembers whether one was missing, of another type or not expected.
/// Reading goes on after a fault, with empty values; good() tells at the end. The object must outlive the reader.
class MemberReader
{
public:
    explicit MemberReader(const QJsonObject &object)
        : m_object(object)
    {
    }

    [[nodiscard]] QString text(QLatin1String name);
    [[nodiscard]] bool flag(QLatin1String name);
    [[nodiscard]] qint64 number(QLatin1String name); ///< Whole, below 10^15.
    [[nodiscard]] QJsonArray array(QLatin1String name);
    [[nodiscard]] QJsonObject object(QLatin1String name);
    [[nodiscard]] QStringList texts(QLatin1String name); ///< An array of nothing but texts.
    /// What else has to hold for the member that was taken last.
    void require(bool condition);
    /// All was there, and nothing else.
    [[nodiscard]] bool good() const { return m_firstFault.isEmpty() && m_object.size() == m_taken; }
    /// The first member with a fault; "unexpected" when there are members that nobody took; empty when good().
    [[nodiscard]] QString fault() const;

private:
    [[nodiscard]] QJsonValue take(QLatin1String name);

    const QJsonObject &m_object;
    QString m_last, m_firstFault;
    qsizetype m_taken = 0;
};

/// A part of a file of ours, or the place in it that could not be read: "fields[2].source".
template <typename Part>
using Read = tl::expected<Part, QString>;

/// `part` when the reader found all as it should be.
template <typename Part>
Read<Part> finished(const MemberReader &reader, Part part)
{
    if (!reader.good())
        return tl::unexpected(reader.fault());
    return part;
}

/// The objects of an array, at most `most`, each read by `read`.
template <typename Part, typename ReadPart>
Read<QList<Part>> readAll(const QJsonArray &values, const QString &name, qsizetype most, ReadPart read)
{
    if (values.size() > most)
        return tl::unexpected(name);
    QList<Part> parts;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QString place = QStringLiteral("%1[%2]").arg(name, QString::number(i));
        if (!values[i].isObject())
            return tl::unexpected(place);
        Read<Part> part = read(values[i].toObject());
        if (!part)
            return tl::unexpected(place + u'.' + part.error());
        parts.append(*std::move(part));
    }
    return parts;
}

} // namespace muster
