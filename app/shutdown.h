// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QCoreApplication;

namespace muster {

class Workspace;

/// Ends what a workspace does by itself before it is taken down: the delivery under way is finished, what was deleted
/// later goes while the stores that it uses are still there. Call after the last exec().
void settleWorkspace(QCoreApplication &application, Workspace &workspace);

} // namespace muster
