// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/supportcommand.h"

#include "models/runs/diagnostics.h"
#include "models/store/durablefile.h"

#include <QFileInfo>

namespace muster {

void SupportCollectCommand::start()
{
    const SupportOptions &options = commandLine().supportOptions;
    const QByteArray collected = diagnosticsOf(workspace(), nullptr);
    if (options.show && !console().bytes(collected)) {
        Q_EMIT done(ExitFailed);
        return;
    }
    if (options.out.isEmpty()) {
        Q_EMIT done(ExitComplete);
        return;
    }
    const QString file = QFileInfo(options.out).absoluteFilePath();
    if (const auto written = writeFileDurably(file, collected, Existing::Refuse); !written)
        return fail(written.error(), ExitFailed);
    if (options.show) { // standard output is what is in the file, and nothing else
        Q_EMIT done(ExitComplete);
        return;
    }
    console().line(tr("Saved to %1. Read it before you share it; Muster sends it to no one.").arg(file));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")}, {QStringLiteral("output_file"), file}});
}

} // namespace muster
