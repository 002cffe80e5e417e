// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/diagnosticscommand.h"

#include "models/runs/diagnostics.h"
#include "models/store/durablefile.h"

#include <QFileInfo>

namespace muster {

void DiagnosticsCommand::start()
{
    const QByteArray diagnostics = diagnosticsOf(workspace(), nullptr);
    if (commandLine().subject.isEmpty()) {
        Q_EMIT done(console().bytes(diagnostics) ? ExitComplete : ExitFailed);
        return;
    }
    const QString file = QFileInfo(commandLine().subject).absoluteFilePath();
    if (const auto written = writeFileDurably(file, diagnostics, Existing::Refuse); !written)
        return fail(written.error(), ExitFailed);
    console().line(tr("The diagnostics are in %1. Read them before you pass them on.").arg(file));
    console().json({{QStringLiteral("outcome"), QStringLiteral("complete")}, {QStringLiteral("output_file"), file}});
    Q_EMIT done(ExitComplete);
}

} // namespace muster
