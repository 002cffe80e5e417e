// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/masklocator.h"

namespace muster {

MaskLocator::~MaskLocator() = default;

#ifndef MUSTER_HAVE_VECTORSCAN
void MaskScratch::FreeVectorscan::operator()(hs_scratch *) const { }

std::unique_ptr<const MaskLocator> MaskLocator::makeVectorscan(const std::vector<LocatorPattern> &)
{
    return nullptr;
}
#endif

} // namespace muster
