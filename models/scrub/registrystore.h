// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/scrub/numbersetfile.h"
#include "models/scrub/registry.h"
#include "models/store/contentfiles.h"
#include "models/store/storedlist.h"

#include <atomic>
#include <memory>
#include <optional>

namespace muster {

class AuditLog;
class FileDownload;
class HttpChannel;

/// What is to be imported.
struct RegistryOrder
{
    QString name;
    RegistryKind kind = RegistryKind::DoNotCall;
    QString source; ///< A file, absolute; or an https address.
    RegistryFormat format;
    /// nullopt: the day on which the file was written last; of an address, where the server does not say it, today.
    std::optional<QDate> asOf;
    bool operator==(const RegistryOrder &) const = default;
};

struct RegistryImport
{
    Registry registry;
    RegistryReport report;
    bool operator==(const RegistryImport &) const = default;
};

/// Imported registries: their numbers as files named by their digest in a folder of their own (0700; files 0600,
/// because they hold phone numbers), with an index (index.json). Nothing is shipped. The notice of load() about a
/// damaged index is "registries_damaged". An import is an entry of the history, "registry.imported", before it counts.
/// GUI thread, but for what says otherwise.
class RegistryStore : public NamedItems<Registry>
{
    Q_OBJECT

public:
    static constexpr qsizetype maxName = 200, maxRegistries = 200;

    /// `audit` and `disk` outlive it.
    RegistryStore(QString folder, AuditLog &audit, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());
    ~RegistryStore() override; ///< Tells an import that is under way to stop.

    /// In place of the network, for addresses; before the first import.
    void setChannel(std::unique_ptr<HttpChannel> channel);
    /// Files that no registry has go.
    [[nodiscard]] std::optional<ApiError> load();
    [[nodiscard]] const QList<Registry> &registries() const { return m_items; } ///< By name.
    [[nodiscard]] std::optional<Registry> byName(const QString &name) const { return named(name); }
    [[nodiscard]] const QString &folder() const { return m_files.folder(); }

    /// Reads the file on a worker, or loads it first; importFinished() follows, always. A registry of that name is
    /// replaced once the new one is whole on the disk; until then, and where anything goes wrong, the old one stays. One
    /// at a time: BadInput "import_running". BadInput "name_missing", "name_too_long", "too_many_registries", "registry_in_the_future" (the
    /// date); else those of FileDownload::fetch(), RegistryReader, the disk, and AuditLog::append().
    void import(const RegistryOrder &order);
    /// Reads the registry's source again in the same way.
    void refresh(const QString &name, std::optional<QDate> asOf = {});
    void cancelImport(); ///< importFinished() says Cancelled.
    [[nodiscard]] bool isImporting() const { return m_importing != nullptr; }
    [[nodiscard]] double importShare() const; ///< Of the file's bytes that were read; 0 to 1, and 0 while it is loaded.
    /// BadInput "unknown_registry". An entry of the history, "registry.removed".
    [[nodiscard]] Result<void> remove(const QString &name);

    /// The numbers of a registry as registries() gave it. Damaged "registry_altered" (`subject`: its name) when the
    /// file is not what was imported. Any thread; blocks.
    [[nodiscard]] static Result<std::shared_ptr<const NumberSetFile>> numbersOf(const Registry &registry,
                                                                                const QString &folder,
                                                                                const std::stop_token &stop = {});

Q_SIGNALS:
    void importFinished(const muster::Result<muster::RegistryImport> &result);

private:
    struct Importing;
    [[nodiscard]] bool take(const QJsonObject &object, Items &items) const override;
    [[nodiscard]] QJsonObject toJson(const Registry &registry) const override;
    [[nodiscard]] std::optional<ApiError> fault(const RegistryOrder &order) const;
    void load(const RegistryOrder &order); ///< Of an address; then read().
    /// On a worker. `bytes`: what was loaded; nullopt: the file itself is read.
    void read(const RegistryOrder &order, const std::optional<QByteArray> &bytes);
    void end(const Result<RegistryImport> &prepared);
    [[nodiscard]] Result<RegistryImport> add(const RegistryImport &import);

    const ContentFiles m_files;
    AuditLog &m_audit;
    DiskAccess &m_disk;
    std::shared_ptr<FileDownload> m_download; ///< Made when it is first wanted; shared with what it fetches.
    std::unique_ptr<Importing> m_importing;
};

} // namespace muster
