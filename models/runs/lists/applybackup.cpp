// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/applybackup.h"

#include "network/wire/thrown.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <utility>

namespace muster {

namespace {

constexpr std::size_t chunkRecords = 500;

} // namespace

struct ApplyBackup::Shared
{
    std::unique_ptr<BackupWriter> writer;
    std::optional<ApiError> fault; ///< The first.
};

QCoro::Task<Result<std::unique_ptr<ApplyBackup>>>
ApplyBackup::begin(BackupStore &store, BackupInfo info, BackupStore::Cleartext cleartext, std::stop_token stop)
{
    CO_TRY(writer, co_await store.begin(std::move(info), cleartext, stop));
    co_return std::unique_ptr<ApplyBackup>(new ApplyBackup(store, *std::move(writer)));
}

ApplyBackup::ApplyBackup(BackupStore &store, std::unique_ptr<BackupWriter> writer)
    : m_store(store)
    , m_shared(std::make_shared<Shared>())
{
    m_shared->writer = std::move(writer);
    m_worker.setMaxThreadCount(1);
}

ApplyBackup::~ApplyBackup() = default;

void ApplyBackup::add(BackupRecord record)
{
    m_chunk.push_back(std::move(record));
    if (m_chunk.size() == chunkRecords)
        hand();
}

void ApplyBackup::hand()
{
    if (m_chunk.empty())
        return;
    m_worker.start([shared = m_shared, chunk = std::exchange(m_chunk, {})] {
        if (shared->fault)
            return;
        if (const auto written = withoutThrowing([&] { return shared->writer->append(chunk); }); !written)
            shared->fault = written.error();
    });
}

QCoro::Task<Result<BackupInfo>> ApplyBackup::finish()
{
    hand();
    using Finished = std::shared_ptr<Result<BackupInfo>>;
    // Behind all chunks: the pool has one thread.
    const QFuture<Finished> finishing = QtConcurrent::run(&m_worker, [shared = m_shared] {
        if (shared->fault)
            return std::make_shared<Result<BackupInfo>>(tl::unexpected(*shared->fault));
        return std::make_shared<Result<BackupInfo>>(shared->writer->finish());
    });
    const Finished finished = co_await finishing;
    if (!*finished)
        co_return tl::unexpected(finished->error());
    CO_TRY_VOID(co_await m_store.keep(**finished));
    co_return Result<BackupInfo>(**finished);
}

} // namespace muster
