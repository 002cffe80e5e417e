// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/unitlog.h"

#include "models/store/durablefile.h"
#include "network/http/asyncevent.h"
#include "network/wire/thrown.h"

#include <QCoro/QCoroFuture>
#include <QRandomGenerator>
#include <QtConcurrent>
#include <algorithm>
#include <utility>

namespace muster {

namespace {

// Three changes each for the 20 million units that a plan may have. The file is read in one piece.
constexpr qint64 maxFileBytes = qint64(1) << 30;

} // namespace

/// Changes that are written and synced together, and those who wait for it.
struct UnitLog::Group
{
    QList<UnitChange> changes;
    std::optional<Result<void>> outcome;
    AsyncEvent settled; ///< There is an outcome.
};

struct UnitLog::Opened
{
    PosixFile file;
    UnitLogFormat::Replay replay;
    qint64 recoveredBytes = 0;
};

UnitLog::UnitLog(Opened opened)
    : m_file(std::move(opened.file))
    , m_salt(opened.replay.salt)
    , m_units(std::move(opened.replay.units))
    , m_groups(opened.replay.groups)
    , m_changes(opened.replay.changes)
    , m_recoveredBytes(opened.recoveredBytes)
{
    for (const LoggedUnit &unit : m_units)
        ++m_counts[std::size_t(unit.state)];
    m_worker.setMaxThreadCount(1);
    m_worker.setExpiryTimeout(-1);
}

UnitLog::~UnitLog()
{
    Q_ASSERT(!m_underWay); // whoever records waits for it
}

Result<UnitLog::Opened> UnitLog::createFile(const QString &file, const UnitLogBinding &binding, DiskAccess &disk)
{
    if (binding.units > UnitLogFormat::maxUnits)
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("too_many_units")});
    TRY(made, PosixFile::createExclusive(file, disk));
    const std::uint32_t salt = QRandomGenerator::system()->generate();
    const QByteArray header = UnitLogFormat::header(binding, salt);
    const auto written = made->writeAll(header).and_then([&] { return made->sync(); }).and_then([&] {
        return syncFolder(folderOf(file), disk);
    });
    if (!written) {
        (void)removeDurably(file, disk); // without a header it would only stand in the way of the next try
        return tl::unexpected(written.error());
    }
    TRY(replay, UnitLogFormat::replay(header));
    return Opened{*std::move(made), *std::move(replay), 0};
}

Result<UnitLog::Opened> UnitLog::openFile(const QString &file, const UnitLogBinding &binding, DiskAccess &disk)
{
    TRY(opened, PosixFile::openExisting(file, PosixFile::Access::ReadWrite, disk));
    const qint64 size = opened->size();
    if (size > maxFileBytes)
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("too_large"), .subject = file});
    TRY(bytes, opened->pread(0, size));
    auto replay = UnitLogFormat::replay(*bytes);
    if (!replay) {
        ApiError error = replay.error();
        error.subject = file;
        return failure(std::move(error));
    }
    if (replay->binding != binding) {
        return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("unit_log_other_plan"), .subject = file});
    }
    const qint64 torn = size - replay->goodBytes;
    if (torn > 0) {
        // Synced before anything is appended: else an old tail could come back behind a new group.
        const auto cut = opened->truncate(replay->goodBytes).and_then([&] { return opened->sync(); });
        if (!cut)
            return tl::unexpected(cut.error());
    }
    return Opened{*std::move(opened), *std::move(replay), torn};
}

QCoro::Task<Result<std::unique_ptr<UnitLog>>> UnitLog::create(QString file, UnitLogBinding binding, DiskAccess &disk)
{
    using Made = std::shared_ptr<Result<Opened>>;
    const QFuture<Made> making = QtConcurrent::run(
        [file, binding, &disk] { return std::make_shared<Result<Opened>>(createFile(file, binding, disk)); });
    const Made made = co_await making;
    if (!*made)
        co_return tl::unexpected(made->error());
    co_return std::unique_ptr<UnitLog>(new UnitLog(*std::move(*made)));
}

QCoro::Task<Result<std::unique_ptr<UnitLog>>> UnitLog::open(QString file, UnitLogBinding binding, DiskAccess &disk)
{
    using Made = std::shared_ptr<Result<Opened>>;
    const QFuture<Made> opening = QtConcurrent::run(
        [file, binding, &disk] { return std::make_shared<Result<Opened>>(openFile(file, binding, disk)); });
    const Made opened = co_await opening;
    if (!*opened)
        co_return tl::unexpected(opened->error());
    co_return std::unique_ptr<UnitLog>(new UnitLog(*std::move(*opened)));
}

QCoro::Task<Result<void>> UnitLog::record(QList<UnitChange> changes)
{
    if (m_damage)
        co_return failure(*m_damage);
    const bool known = std::all_of(changes.cbegin(), changes.cend(),
                                   [this](const UnitChange &change) { return change.unit < m_units.size(); });
    if (!known)
        co_return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("unit_out_of_range")});
    if (changes.isEmpty())
        co_return Result<void>{};
    if (!m_gathering)
        m_gathering = std::make_shared<Group>();
    const std::shared_ptr<Group> group = m_gathering;
    group->changes += changes;
    if (!m_underWay)
        commit();
    while (!group->outcome)
        co_await group->settled.wait({});
    co_return Result<void>(*group->outcome);
}

void UnitLog::commit()
{
    m_underWay = std::exchange(m_gathering, nullptr);
    m_worker.start([this, group = m_underWay, number = m_groups + 1, first = m_changes] {
        Result<void> outcome
            = withoutThrowing([&] { return write(UnitLogFormat::group(group->changes, number, first, m_salt)); });
        QMetaObject::invokeMethod(
            this, [this, outcome = std::move(outcome)] { committed(outcome); }, Qt::QueuedConnection);
    });
}

Result<void> UnitLog::write(const QByteArray &bytes)
{
    const qint64 before = m_file.size();
    if (const auto written = m_file.writeAll(bytes); !written) {
        // Whole or not at all; a group that cannot be taken back is as bad as a failed sync.
        if (m_file.truncate(before))
            return written;
        return failure(
            {.kind = ErrorKind::File, .code = QStringLiteral("io_error"), .subject = written.error().subject});
    }
    return m_file.syncData();
}

void UnitLog::committed(const Result<void> &outcome)
{
    const std::shared_ptr<Group> group = std::exchange(m_underWay, nullptr);
    if (outcome) {
        ++m_groups;
        m_changes += group->changes.size();
        for (const UnitChange &change : std::as_const(group->changes)) {
            LoggedUnit &unit = m_units[change.unit];
            --m_counts[std::size_t(unit.state)];
            unit.take(change);
            ++m_counts[std::size_t(unit.state)];
        }
    } else if (outcome.error().code != QLatin1String("disk_full")) {
        m_damage = outcome.error(); // what the disk holds is not known: nothing more is promised (F95)
    }
    group->outcome = outcome;
    group->settled.notifyAll();
    if (!m_gathering)
        return;
    if (!m_damage) {
        commit();
        return;
    }
    const std::shared_ptr<Group> refused = std::exchange(m_gathering, nullptr);
    refused->outcome = failure(*m_damage);
    refused->settled.notifyAll();
}

} // namespace muster
