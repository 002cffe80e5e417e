// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/scrub/registrystore.h"

#include <QJsonArray>

namespace muster {

/// A registry for `--json`; no number in it.
[[nodiscard]] QJsonObject registryObject(const Registry &registry, const QDate &today);

/// `muster dnc registry list`
class RegistryListCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

/// `muster dnc registry add|refresh`
class RegistryImportCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    enum class Act { Add, Refresh };

    RegistryImportCommand(const HeadlessContext &context, Act act)
        : HeadlessCommand(context)
        , m_act(act)
    {
    }
    void start() override;
    void interrupt() override;
    void terminate() override { interrupt(); }

private:
    void importNext();
    void take(const Result<RegistryImport> &result);
    void conclude();

    const Act m_act;
    std::optional<QDate> m_asOf;
    QStringList m_names; ///< Still to be refreshed.
    QJsonArray m_done;
    std::optional<ApiError> m_error; ///< The first one.
    bool m_isStopped = false;
};

/// `muster dnc registry remove`
class RegistryRemoveCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

} // namespace muster
