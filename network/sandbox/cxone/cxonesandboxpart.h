// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxclock.h"
#include "network/sandbox/sandboxmessage.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>
#include <functional>
#include <optional>

namespace muster {

/// The families of CXone's API, which word their errors differently.
enum class CxoneSandboxFamily {
    Acd, ///< {error, error_description}, and the text in the header icStatusDescription.
    Analytics, ///< One of three shapes, by the status.
    Digital, ///< {errors: [{message, errorCode}], uid}
};

/// An error as the family words it. `text` in ASCII: it goes into a header.
[[nodiscard]] SandboxAnswer cxoneSandboxError(CxoneSandboxFamily family, int status, QLatin1String code,
                                              const QString &text);
/// A success of the ACD family; `text` is what icStatusDescription says.
[[nodiscard]] SandboxAnswer cxoneSandboxAnswer(int status, const QByteArray &text, const QJsonObject &object);
/// The same where the call has no answer to give.
[[nodiscard]] SandboxAnswer cxoneSandboxDone();
/// A page with nothing on it: 204, no body.
[[nodiscard]] SandboxAnswer cxoneSandboxNothing();
/// "2026-03-01T12:00:00Z"; empty for no time.
[[nodiscard]] QString cxoneSandboxTime(const QDateTime &time);

/// The parameters of a query, each read as what it must be. The first that is not is remembered.
class CxoneSandboxParameters
{
public:
    CxoneSandboxParameters() = default;
    explicit CxoneSandboxParameters(QHash<QByteArray, QByteArray> values)
        : m_values(std::move(values))
    {
    }

    [[nodiscard]] bool has(QByteArrayView name) const { return m_values.contains(name.toByteArray()); }
    [[nodiscard]] QString text(QByteArrayView name) const;
    [[nodiscard]] qint64 number(QByteArrayView name, qint64 fallback, qint64 least, qint64 most);
    [[nodiscard]] std::optional<bool> flag(QByteArrayView name);
    [[nodiscard]] std::optional<QDateTime> time(QByteArrayView name); ///< UTC.
    /// One of `words`, letter case aside; the first of them when it is not given.
    [[nodiscard]] QString word(QByteArrayView name, const QStringList &words);
    void mark(QByteArrayView name); ///< Bad for a reason that only the caller knows, or missing.
    [[nodiscard]] const QByteArray &bad() const { return m_bad; } ///< Empty: all were good so far.
    [[nodiscard]] QList<QByteArray> names() const { return m_values.keys(); }

private:
    QHash<QByteArray, QByteArray> m_values;
    QByteArray m_bad;
};

/// One call, after it has been let through.
struct CxoneSandboxCall
{
    QByteArray body;
    QByteArray origin; ///< "http://127.0.0.1:4711", as the client addressed it.
    QByteArray target; ///< Path and query as they were sent.
    CxoneSandboxParameters parameters;
    QDateTime wallNow; ///< UTC.
    std::chrono::steady_clock::time_point now;
    SandboxFault::Mutation mutation = SandboxFault::Mutation::None;

    /// The call's own address with these parameters in place of those it has.
    [[nodiscard]] QString address(const QList<QPair<QString, QString>> &changed) const;
    /// What the body holds; nothing: it is no JSON object.
    [[nodiscard]] std::optional<QJsonObject> object() const;
};

/// Skip and top of a call, and what an answer says about them.
class CxoneSandboxPage
{
public:
    static constexpr qint64 mostRecords = 1000;

    explicit CxoneSandboxPage(CxoneSandboxCall &call);

    [[nodiscard]] qint64 skip() const { return m_skip; }
    [[nodiscard]] qint64 end(qint64 total) const { return std::min(total, m_skip + m_top); }
    [[nodiscard]] qint64 top() const { return m_top; }
    /// self, next and previous, those that there are.
    [[nodiscard]] QJsonObject links(const CxoneSandboxCall &call, qint64 total) const;
    /// As totalRecords says it: one too many under the mutation WrongCount.
    [[nodiscard]] static qint64 told(const CxoneSandboxCall &call, qint64 total);

private:
    qint64 m_skip = 0;
    qint64 m_top = 0;
};

/// Leaves of each object only the members that the parameter `fields` names; all when it names none.
[[nodiscard]] QJsonObject cxoneSandboxPicked(const QJsonObject &object, const QString &fields);

/// What can be done at a path.
struct CxoneSandboxRoute
{
    QByteArray method;
    QList<QByteArray> parameters; ///< That the query may hold.
    bool takesBody = false; ///< JSON.
    std::function<SandboxAnswer(CxoneSandboxCall &)> answer;
};

/// A part of the tenant: its routes and what is done there. Used under the tenant's lock.
class CxoneSandboxPart
{
public:
    virtual ~CxoneSandboxPart() = default;

    /// What can be done at `path`, one route a method; empty when it is not one of this part's. The path begins behind
    /// the family's base.
    [[nodiscard]] virtual QList<CxoneSandboxRoute> routes(const QStringList &path) = 0;
};

/// The error for the parameter that a call marked as bad.
[[nodiscard]] SandboxAnswer cxoneSandboxBadParameter(CxoneSandboxFamily family, const CxoneSandboxCall &call);

} // namespace muster
