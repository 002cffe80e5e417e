// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/store/auditlog.h"
#include "models/store/auditquery.h"

#include <vector>

namespace muster {

/// A command about the entries that fit the filters of its command line.
class AuditQueryCommand : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;

protected:
    /// What was asked for; empty: every entry. BadInput "not_time".
    [[nodiscard]] Result<AuditQuery> query() const;
    /// found() with the answer, or the end of the command.
    void ask(const AuditQuery &query);
    virtual void found(const std::vector<quint32> &sequences) = 0; ///< Oldest first.
};

/// `muster audit list`
class AuditListCommand final : public AuditQueryCommand
{
    Q_OBJECT

public:
    using AuditQueryCommand::AuditQueryCommand;
    void start() override;

private:
    void found(const std::vector<quint32> &sequences) override;
    void show(const QList<AuditEntry> &entries, qint64 matches);
};

/// `muster audit forget`: what the history names by id, nobody can find in it any more (S36).
class AuditForgetCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

/// `muster audit prune`: closed files that are older than the history is kept (S37).
class AuditPruneCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    /// Before that, nothing is kept. BadInput "not_time", "not_keep_time", "kept_forever".
    [[nodiscard]] Result<QDateTime> boundary() const;
    void show(const AuditRemoval &removal, const char *outcome);
};

/// `muster audit verify [FILE]`
class AuditVerifyCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    [[nodiscard]] AuditVerdict verdict(const AuditCheckpoint &checkpoint) const;
};

/// `muster audit checkpoint [FILE]`
class AuditCheckpointCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

/// `muster audit export FILE`
class AuditExportCommand final : public AuditQueryCommand
{
    Q_OBJECT

public:
    using AuditQueryCommand::AuditQueryCommand;
    void start() override;

private:
    void copyWhole(const QString &file);
    void found(const std::vector<quint32> &sequences) override;
};

} // namespace muster
