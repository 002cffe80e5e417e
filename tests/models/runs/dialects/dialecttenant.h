// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxscript.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/secret.h"

#include <QStringList>
#include <memory>

namespace muster::test {

/// What a run asks a tenant for, whatever API that speaks.
enum class Door {
    Anything,
    ReadList,
    Correct,
    Remove,
    Restore,
    Enrich,
    Export,
    Transcript,
    MakeAudience, ///< Registers it, or makes the list that it is published as.
    Skills, ///< Whether what dials from lists is running; nowhere but at CXone.
    FillAudience, ///< Puts people into that list; only where audiences are published.
};

/// A tenant that runs are put against, of one API flavour or the other: the same number of people, whose truth it tells
/// in the same words, and faults at the same doors. May be told and asked from any thread while it runs.
class DialectTenant
{
public:
    static constexpr int contacts = 90;

    /// "contract" or "cxone", started; contacts that a person might have, and nothing throttled.
    [[nodiscard]] static std::unique_ptr<DialectTenant> started(const QString &dialect);
    virtual ~DialectTenant() = default;

    [[nodiscard]] virtual ConnectionProfile profile(Environment environment) const = 0;
    [[nodiscard]] virtual Secret secret() const = 0;

    struct Person
    {
        QString id;
        QString number; ///< As the tenant keeps it.
        QString value; ///< Of valueField().
        QString rest; ///< All else but times.
        bool operator==(const Person &) const = default;
    };
    [[nodiscard]] virtual QString listId() const = 0; ///< Of the list of those people.
    [[nodiscard]] virtual QString campaignId() const = 0;
    [[nodiscard]] virtual QString segmentId() const = 0; ///< That the export reads: those people, or some of them.
    [[nodiscard]] virtual QString attribute() const = 0; ///< That everybody there may have.
    [[nodiscard]] virtual QString valueField() const = 0; ///< That an enrichment may write.
    [[nodiscard]] virtual QList<Person> people() const = 0; ///< The truth at this moment, by id.
    [[nodiscard]] virtual QStringList segmentTruth() const = 0; ///< Ids of who is in segmentId(), sorted.
    [[nodiscard]] virtual QString kept(const QString &e164) const = 0; ///< How a number that is written is kept.
    [[nodiscard]] virtual QStringList transcriptIds(int count) const = 0; ///< Of which none is held back.
    /// What stands of the audience with that id: "1 NAME", its version and name, or, where audiences are published, all
    /// who are in the first list that was made, as PublishBench::contents() has them. Empty: nothing.
    [[nodiscard]] virtual QStringList audience(const QString &id) const = 0;
    /// What dials from the list, where anything does.
    [[nodiscard]] virtual QString skill() const { return {}; }
    /// Numbers that would have rung.
    [[nodiscard]] virtual QStringList dialled() const { return {}; }

    // What goes wrong and what was asked.
    virtual void addFault(const SandboxFault &fault) = 0;
    virtual void clearFaults() = 0;
    virtual void setWatcher(SandboxScript::Watcher watcher) = 0;
    [[nodiscard]] virtual QList<SandboxRequest> requests() const = 0;
    [[nodiscard]] virtual int tokenRequests() const = 0;
    void fail(Door door, SandboxFault fault);

    /// Requests that runs send there at a time.
    [[nodiscard]] virtual int inFlight(Door door) const { return door == Door::Transcript ? 4 : 1; }
    /// Whether it asks for what writes have come to.
    [[nodiscard]] virtual bool isReading(const SandboxRequest &request) const = 0;
    [[nodiscard]] bool isAt(Door door, const SandboxRequest &request) const;
    /// Of the records that a write is about, in its order.
    [[nodiscard]] virtual QStringList namedBy(const SandboxRequest &write) const = 0;
    /// Whether a write without an answer is read back before it may be sent again. Else it is sent again as an attempt
    /// of its own, which is harmless (F45).
    [[nodiscard]] virtual bool isReadBack(Door door) const = 0;

protected:
    struct Place
    {
        QString method, path; ///< The path's: a part of it. Empty: any.
    };
    [[nodiscard]] virtual Place place(Door door) const = 0;
};

} // namespace muster::test
